import type { MessageSource } from '../message-source.ts';
import type { BodyValue, ReadBody } from './body.ts';
import { readForm } from './form.ts';
import { readJson } from './json.ts';
import { readMultipart } from './multipart.ts';
import { readText } from './text.ts';

const readers: Readonly<Record<string, ReadBody>> = {
  'application/x-www-form-urlencoded': readForm,
  'multipart/form-data': readMultipart,
  'text/plain': readText,
};

/** Returns the reader of a media type; undefined if the server supports no such bodies. */
const findReader = (mediaType: string): ReadBody | undefined =>
  /[/+]json$/.test(mediaType) ? readJson : readers[mediaType];

const jsonRange = 'application/*+json';

/** The media type of the request in lower case, without parameters; the range of the operation that has it. */
export function getMediaType({ headers, operation }: MessageSource): string {
  const mediaType = (headers['content-type'] ?? '').replace(/;.*/s, '').trim().toLowerCase();
  const content = operation.body?.content ?? {};
  const isInRange = /^application\/.+\+json$/.test(mediaType) && jsonRange in content;
  return isInRange && !(mediaType in content) ? jsonRange : mediaType;
}

/** Whether the request has a body in a media type that the operation does not accept. */
export function hasUnsupportedBody(context: MessageSource): boolean {
  const { operation, bytes } = context;
  return (
    operation.body !== undefined && bytes.length > 0 && !(getMediaType(context) in operation.body.content)
  );
}

/** Reads the body; undefined if there is none. */
export function readRequestBody(context: MessageSource): BodyValue | undefined {
  const { operation, bytes, headers, settings } = context;
  const mediaType = getMediaType(context);
  const type = operation.body?.content[mediaType];
  const read = findReader(mediaType);
  // In text/plain, zero bytes are an empty text; in other media types, the body is absent.
  if (!type || !read || (bytes.length === 0 && mediaType !== 'text/plain')) return undefined;
  return read({ bytes, contentType: headers['content-type'] ?? '', type, settings });
}
