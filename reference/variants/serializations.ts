import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Behaviour, Transform } from '../behaviour.ts';
import type { SerializedResponse, StageValues } from '../pipeline.ts';

/** The part of a request on which serialization depends. */
interface Context {
  headers: IncomingHttpHeaders;
}

type Serialization = Behaviour<Pick<StageValues, 'response' | 'serialized'>, Context, never>;

const mapText =
  (
    replace: (text: string) => string | Uint8Array,
    headers: Record<string, string> = {},
  ): Transform<SerializedResponse, Context> =>
  (serialized) =>
    serialized.body === '' || typeof serialized.body !== 'string'
      ? serialized
      : {
          ...serialized,
          headers: { ...serialized.headers, ...headers },
          body: replace(serialized.body),
        };

const escapeNonAscii = (text: string): string =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const sendInChunks: SerializedResponse['send'] = (outgoing, { status, headers, body }) => {
  outgoing.writeHead(status, headers);
  const bytes = Buffer.from(body);
  if (bytes.length > 0) outgoing.write(bytes.subarray(0, 10));
  outgoing.end(bytes.subarray(10));
};

/** Variants with other headers, framing and JSON serializations. */
export const serializations: readonly Serialization[] = [
  {
    id: 'extra-headers',
    description: 'Responses have additional headers',
    response: (response) => ({
      ...response,
      headers: {
        ...response.headers,
        'x-request-id': '7d3',
        'server-timing': 'db;dur=5',
        vary: 'Origin',
        'set-cookie': ['a=1', 'b=2'],
      },
    }),
  },
  {
    id: 'charset',
    description: '`Content-Type` of JSON is `application/json; charset=utf-8`',
    response: (response) =>
      response.headers['content-type'] === 'application/json'
        ? { ...response, headers: { ...response.headers, 'content-type': 'application/json; charset=utf-8' } }
        : response,
  },
  {
    id: 'media-type-case',
    description: '`Content-Type` of JSON is `Application/JSON`',
    response: (response) =>
      response.headers['content-type'] === 'application/json'
        ? { ...response, headers: { ...response.headers, 'content-type': 'Application/JSON' } }
        : response,
  },
  {
    id: 'no-keep-alive',
    description: 'The connection closes after every response',
    serialized: (serialized) => ({ ...serialized, headers: { ...serialized.headers, connection: 'close' } }),
  },
  {
    id: 'chunked',
    description: 'Bodies are sent with chunked transfer coding',
    serialized: (serialized) => ({ ...serialized, send: sendInChunks }),
  },
  {
    id: 'gzip',
    description: 'Bodies are compressed if the client accepts gzip',
    serialized: (serialized, context) =>
      /\bgzip\b/.test(String(context.headers['accept-encoding']))
        ? mapText((text) => gzipSync(text), { 'content-encoding': 'gzip', vary: 'Accept-Encoding' })(
            serialized,
            context,
          )
        : serialized,
  },
  {
    id: 'ascii',
    description: 'Non-ASCII characters in JSON are escaped',
    serialized: mapText(escapeNonAscii),
  },
  {
    id: 'indented',
    description: 'JSON is indented',
    serialized: mapText((text) => (/^[[{]/.test(text) ? JSON.stringify(JSON.parse(text), null, 2) : text)),
  },
];
