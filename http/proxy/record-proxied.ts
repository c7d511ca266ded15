import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import type { HeaderList } from '../../spec/openapi/request.ts';
import type { ReceivedBody } from '../../spec/openapi/response.ts';
import { decodeContent } from '../decode-content.ts';
import { parseSentJson } from '../har/parse-sent-json.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { createUnreadBody } from '../unread-body.ts';
import type { BodyCopy } from './body-copy.ts';
import type { ProxiedExchange } from './start-proxy.ts';

/**
 * Converts an exchange of a proxy to a recorded one. Bodies are decoded, and parsed if they are JSON. A body that was
 * kept in part, or has a content coding that cannot be decoded here, is marked as unread.
 */
export async function recordProxied({
  request,
  response,
  failure,
  ...exchange
}: ProxiedExchange): Promise<RecordedExchange> {
  const { body: sentCopy, ...sent } = request;
  const text = (await decodeCopy(sentCopy, request.headers))?.toString('utf8');
  return {
    ...exchange,
    attempts: 1,
    isOriginal: true,
    sent: { ...sent, ...(sentCopy.length > 0 && { body: text ?? describeUnread(sentCopy) }) },
    ...(text !== undefined && parseSentJson(text)),
    ...(response && { response: { ...response, body: await readBody(response) } }),
    ...(failure && { failure }),
  };
}

const MAX_DECODED_BYTES = 8 * 1024 * 1024;

/** The decoded body; undefined if it was kept in part, or cannot be decoded. */
export async function decodeCopy(
  { bytes, length }: BodyCopy,
  headers: HeaderList,
): Promise<Buffer | undefined> {
  if (bytes.length < length) return undefined;
  const encoding = headers.flatMap(([name, value]) =>
    name.toLowerCase() === 'content-encoding' ? [value] : [],
  );
  const decoded = await decodeContent(bytes, encoding.join(','), MAX_DECODED_BYTES);
  return 'bytes' in decoded ? decoded.bytes : undefined;
}

const describeUnread = ({ length }: BodyCopy): string => `(${length} bytes, not recorded)`;

async function readBody({ headers, body }: NonNullable<ProxiedExchange['response']>): Promise<ReceivedBody> {
  const decoded = await decodeCopy(body, headers);
  if (decoded) return { ...parseStrictJson(decoded), bytes: decoded.length, truncated: false };
  return createUnreadBody(describeUnread(body), body.length);
}
