import { gzipSync } from 'node:zlib';
import type { Deviation, Wire } from '../pipeline.ts';
import type { Change } from './edits.ts';

const written =
  (change: (text: string) => string | Uint8Array, headers: Record<string, string> = {}): Change<Wire> =>
  (wire) =>
    wire.body === ''
      ? wire
      : { ...wire, headers: { ...wire.headers, ...headers }, body: change(String(wire.body)) };

const ascii = (text: string): string =>
  text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const chunked: Wire['put'] = (outgoing, { status, headers, body }) => {
  outgoing.writeHead(status, headers);
  const bytes = Buffer.from(body);
  if (bytes.length > 0) outgoing.write(bytes.subarray(0, 10));
  outgoing.end(bytes.subarray(10));
};

/** Other ways to write an answer. */
export const messages: readonly Deviation[] = [
  {
    id: 'extra-headers',
    says: 'answers carry further header fields',
    answer: (answer) => ({
      ...answer,
      headers: {
        ...answer.headers,
        'x-request-id': '7d3',
        'server-timing': 'db;dur=5',
        vary: 'Origin',
        'set-cookie': ['a=1', 'b=2'],
      },
    }),
  },
  {
    id: 'charset',
    says: 'JSON is sent as `application/json; charset=utf-8`',
    answer: (answer) =>
      answer.headers['content-type'] === 'application/json'
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'application/json; charset=utf-8' } }
        : answer,
  },
  {
    id: 'media-type-case',
    says: 'the media type is written as `Application/JSON`',
    answer: (answer) =>
      answer.headers['content-type'] === 'application/json'
        ? { ...answer, headers: { ...answer.headers, 'content-type': 'Application/JSON' } }
        : answer,
  },
  {
    id: 'no-keep-alive',
    says: 'every connection is closed after its answer',
    wire: (wire) => ({ ...wire, headers: { ...wire.headers, connection: 'close' } }),
  },
  { id: 'chunked', says: 'bodies are sent in chunks', wire: (wire) => ({ ...wire, put: chunked }) },
  {
    id: 'gzip',
    says: 'bodies are compressed for those who take it',
    wire: (wire, ask) =>
      /\bgzip\b/.test(String(ask.headers['accept-encoding']))
        ? written((text) => gzipSync(text), { 'content-encoding': 'gzip', vary: 'Accept-Encoding' })(
            wire,
            ask,
          )
        : wire,
  },
  { id: 'ascii', says: 'JSON is written in ASCII with escapes', wire: written(ascii) },
  {
    id: 'indented',
    says: 'JSON is indented',
    wire: written((text) => (/^[[{]/.test(text) ? JSON.stringify(JSON.parse(text), null, 2) : text)),
  },
];
