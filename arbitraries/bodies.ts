import fc from 'fast-check';
import { isObject, type Json } from '../spec/json.ts';
import type { MediaType } from '../spec/openapi/contract.ts';
import type { Body, HeaderList } from '../spec/openapi/exchange.ts';
import { encoded } from './parameter-styles.ts';

/** A body in its media type: what is sent, under which content type. */
export interface WrittenBody {
  headers: HeaderList;
  body: Body;
}

const BOUNDARY = 'conformance-boundary-7f3a';

const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

const fields = (value: Json): [string, Json][] =>
  isObject(value)
    ? Object.entries(value as Record<string, Json>).flatMap(([name, inner]) =>
        (Array.isArray(inner) ? inner : [inner]).map((item): [string, Json] => [name, item]),
      )
    : [];

function form(value: Json): Body {
  return {
    text: fields(value)
      .map(([name, inner]) => `${encoded(name)}=${encoded(text(inner))}`)
      .join('&'),
  };
}

/** RFC 7578: names and values as they are, line ends of the name escaped. */
function multipart(value: Json): Body {
  const name = (raw: string) => raw.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign));
  const parts = fields(value).map(
    ([key, inner]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name(key)}"\r\n\r\n${text(inner)}\r\n`,
  );
  return { text: `${parts.join('')}--${BOUNDARY}--\r\n` };
}

/** Whether the media type's bodies are JSON (RFC 6839 section 3.1). */
export const isJson = (type: string): boolean => /^application\/(?:.+\+)?json$/.test(type) || type === '*/*';

/** Writes a value as its media type wants it. JSON is compact. */
export function writtenBody({ type }: MediaType, value: Json): WrittenBody {
  if (isJson(type)) {
    const concrete = type.includes('*') ? 'application/json' : type;
    return { headers: [['content-type', concrete]], body: { json: value } };
  }
  if (type === 'application/x-www-form-urlencoded')
    return { headers: [['content-type', type]], body: form(value) };
  if (type === 'multipart/form-data') {
    return { headers: [['content-type', `${type}; boundary=${BOUNDARY}`]], body: multipart(value) };
  }
  const headers: HeaderList = [['content-type', type.includes('*') ? 'application/octet-stream' : type]];
  return { headers, body: { text: text(value) } };
}

/** Bytes for media types that are no text: what stands in them is the sender's affair. */
export const bytes: fc.Arbitrary<Body> = fc
  .uint8Array({ maxLength: 64 })
  .map((octets) => ({ base64: Buffer.from(octets).toString('base64') }));
