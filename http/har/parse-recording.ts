import { gunzipSync } from 'node:zlib';
import { isObject, type JsonObject } from '../../spec/json.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { UsageError } from '../usage-error.ts';
import { parseHar, toRecordedExchanges } from './parse-har.ts';

/**
 * Parses recorded exchanges: an HTTP Archive, or JSON lines, each `{"request": {method, url, headers, body}, "response":
 * {status, headers, body}}` with headers as an object and bodies as text or as JSON. Either may be compressed with gzip.
 * @throws UsageError if the bytes are neither
 */
export function parseRecording(bytes: Buffer): RecordedExchange[] {
  const text = decompress(bytes).toString('utf8');
  return /^\uFEFF?\s*\{\s*"log"\s*:/.test(text) ? parseHar(text) : parseLines(text);
}

function decompress(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // the magic number of gzip (RFC 1952 section 2.3.1)
  try {
    return gunzipSync(bytes);
  } catch {
    throw new UsageError('the file is compressed, but its gzip data are damaged');
  }
}

/** Converts the lines to entries of an HTTP Archive, so that both formats are read by the same code. */
function parseLines(text: string): RecordedExchange[] {
  const entries = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const exchange = parseLine(line);
    if (exchange) return [exchange];
    throw new UsageError(
      `line ${index + 1} is no recorded exchange: give an HTTP Archive (.har), or one JSON object a line with \`request\` (method, url, headers, body) and \`response\` (status, headers, body)`,
    );
  });
  return toRecordedExchanges(entries);
}

function parseLine(line: string): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { request, response } = value;
  if (!isObject(request) || typeof request.method !== 'string' || typeof request.url !== 'string')
    return undefined;
  const { body, ...sent } = request;
  return {
    ...value,
    request: {
      ...sent,
      headers: toHarHeaders(sent.headers),
      ...(body !== undefined && {
        postData: { text: toText(body), _isSerialized: typeof body !== 'string' },
      }),
    },
    ...(isObject(response) && {
      response: {
        ...response,
        headers: toHarHeaders(response.headers),
        content: { text: response.body === undefined ? '' : toText(response.body) },
      },
    }),
  };
}

const toText = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

const toHarHeaders = (headers: unknown): { name: string; value: string }[] =>
  isObject(headers)
    ? Object.entries(headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((each) => ({ name, value: String(each) })),
      )
    : [];
