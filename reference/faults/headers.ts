import { gzipSync } from 'node:zlib';
import type { Answer, Wire } from '../pipeline.ts';
import { authentication, protocol } from './clause-ids.ts';
import { answered, type Change, header, when } from './edits.ts';
import type { Row } from './fault.ts';

/** Changes the framing of sessions. */
const framed =
  (put: Wire['put']): Change<Wire> =>
  (wire) =>
    wire.status === 201 ? { ...wire, put } : wire;

const challenge = (value: string | undefined): Change<Answer> =>
  answered([401], header('www-authenticate', value));

/** Wrong or missing header fields, and framing that contradicts them. */
export const headers: readonly Row[] = [
  {
    id: 'header-no-challenge',
    says: 'a 401 has no challenge',
    violates: authentication('challenge'),
    answer: challenge(undefined),
  },
  {
    id: 'header-basic-challenge',
    says: 'a 401 asks for Basic credentials',
    violates: authentication('challenge-scheme'),
    answer: challenge('Basic realm="polar"'),
  },
  {
    id: 'header-bare-realm',
    says: 'the challenge has no scheme',
    violates: authentication('challenge-scheme'),
    answer: challenge('realm="polar"'),
  },
  {
    id: 'header-empty-challenge',
    says: 'the challenge is empty',
    violates: authentication('challenge', 'challenge-scheme'),
    answer: challenge(''),
  },
  {
    id: 'header-no-challenge-unknown',
    says: 'only the 401 for an unknown token has no challenge',
    violates: authentication('challenge'),
    answer: when((ask) => /^Bearer polar/.test(ask.headers.authorization ?? ''), challenge(undefined)),
  },
  {
    id: 'header-no-allow',
    says: 'a 405 does not say what is allowed',
    violates: protocol('allow'),
    answer: answered([405], header('allow', undefined)),
  },
  {
    id: 'header-wrong-allow',
    says: 'a 405 allows GET only',
    violates: protocol('allow'),
    answer: answered([405], header('allow', 'GET, HEAD')),
  },
  {
    id: 'header-empty-allow',
    says: 'a 405 allows nothing',
    violates: protocol('allow'),
    answer: answered([405], header('allow', '')),
  },
  {
    id: 'header-length-short',
    says: 'the content length of a session counts characters, not bytes',
    violates: protocol('framing', 'json'),
    wire: framed((outgoing, { status, headers: fields, body }) => {
      outgoing.strictContentLength = false;
      outgoing
        .writeHead(status, { ...fields, 'content-length': [...String(body)].length - 1 })
        .end(String(body));
    }),
  },
  {
    id: 'header-length-long',
    says: 'the content length of a session is larger than its body',
    violates: protocol('framing'),
    wire: framed((outgoing, { status, headers: fields, body }) => {
      outgoing.writeHead(status, { ...fields, connection: 'close', 'content-length': body.length + 1000 });
      outgoing.write(body, () => outgoing.socket?.end());
    }),
  },
  {
    id: 'header-gzip-plain',
    says: 'a session claims to be compressed and is not',
    violates: protocol('framing', 'json'),
    answer: answered([201], header('content-encoding', 'gzip')),
  },
  {
    id: 'header-gzip-unsaid',
    says: 'a session is compressed and does not say so',
    violates: protocol('json'),
    wire: (wire) => (wire.status === 201 ? { ...wire, body: gzipSync(wire.body) } : wire),
  },
  {
    id: 'header-two-types',
    says: 'a session has two media types',
    violates: protocol('media-type'),
    answer: answered([201], header('content-type', 'text/html, application/json')),
  },
  {
    id: 'header-cut',
    says: 'one session in eight breaks off',
    violates: protocol('framing'),
    rare: true,
    wire: when(
      (ask) => ask.random() < 1 / 8,
      framed((outgoing, { status, headers: fields, body }) => {
        outgoing.writeHead(status, { ...fields, 'content-length': body.length });
        outgoing.write(body.slice(0, 100), () => outgoing.destroy());
      }),
    ),
  },
];
