import { stringifyJson } from '../../spec/exact-integers.ts';
import { isObject, type Json } from '../../spec/json.ts';
import type { MediaType } from '../../spec/openapi/contract.ts';
import { isJsonMediaType, toConcreteMediaType } from '../../spec/openapi/media-type.ts';
import type { BodySpec } from '../../spec/openapi/request.ts';
import { serializeQueryParameter } from './serialize-parameter.ts';

/** A body and the `Content-Type` under which it is sent. */
export interface SerializedBody {
  contentType: string;
  body: BodySpec;
}

const BOUNDARY = 'conformance-boundary-7f3a';

const toText = (value: Json): string => (typeof value === 'string' ? value : stringifyJson(value));

type Encodings = MediaType['encoding'];

/**
 * Writes a form. Each property is serialized like a query parameter of style `form` unless its Encoding Object differs
 * (OpenAPI 3.1.1 section 4.8.15).
 */
function serializeForm(value: Json, encoding: Encodings): string {
  if (!isObject(value)) return '';
  return Object.entries(value)
    .flatMap(([name, item]) => {
      const { contentType, style = 'form', explode = style === 'form' } = encoding[name] ?? {};
      const mediaType =
        contentType ?? (isNested(item as Json) && style === 'form' ? 'application/json' : undefined);
      const parameter = { name, in: 'query', style, explode, allowReserved: false } as const;
      return serializeQueryParameter(mediaType ? { ...parameter, mediaType } : parameter, item as Json);
    })
    .map((pair) => pair.replaceAll('%20', '+'))
    .join('&');
}

const isNested = (value: Json): boolean =>
  isObject(value) ||
  (Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null));

/**
 * Writes one part for each property, or for each item of an array (RFC 7578 section 4.3). Objects are written as JSON
 * (OpenAPI 3.1.1 section 4.8.15.1.1).
 */
function serializeMultipart(value: Json, encoding: Encodings): string {
  const parts = isObject(value)
    ? Object.entries(value).flatMap(([name, item]) =>
        (Array.isArray(item) ? item : [item]).map((one) =>
          serializePart(name, one as Json, encoding[name]?.contentType),
        ),
      )
    : [];
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}

function serializePart(name: string, value: Json, contentType: string | undefined): string {
  const quoted = name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
  const isBinary =
    contentType !== undefined && !isJsonMediaType(contentType) && !contentType.startsWith('text/');
  const type =
    contentType?.split(',')[0]?.trim() ?? (typeof value === 'object' ? 'application/json' : undefined);
  return [
    `--${BOUNDARY}`,
    `Content-Disposition: form-data; name="${quoted}"${isBinary ? '; filename="file"' : ''}`,
    ...(type ? [`Content-Type: ${type.includes('*') ? 'application/octet-stream' : type}`] : []),
    '',
    `${toText(value)}\r\n`,
  ].join('\r\n');
}

/** Serializes a value in its media type: as JSON, as a form, as multipart, or otherwise as text. */
export function serializeBody(
  { type, encoding }: Pick<MediaType, 'type' | 'encoding'>,
  value: Json,
): SerializedBody {
  const contentType = toConcreteMediaType(type);
  if (isJsonMediaType(contentType)) return { contentType, body: { json: value } };
  if (type === 'application/x-www-form-urlencoded')
    return { contentType, body: { text: serializeForm(value, encoding) } };
  if (type.startsWith('multipart/'))
    return {
      contentType: `${contentType}; boundary=${BOUNDARY}`,
      body: { text: serializeMultipart(value, encoding) },
    };
  return { contentType, body: { text: toText(value) } };
}
