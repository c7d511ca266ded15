import { gzipSync } from 'node:zlib';
import type { JsonResponse, SerializedResponse, Transform } from '../pipeline.ts';
import { when } from '../transforms/json.ts';
import { onStatus, setHeader } from '../transforms/response.ts';
import { authenticationClauses, protocolClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Replaces the function that writes a session to the connection. */
const sendWith =
  (send: SerializedResponse['send']): Transform<SerializedResponse> =>
  (serialized) =>
    serialized.status === 201 ? { ...serialized, send } : serialized;

const setChallenge = (value: string | undefined): Transform<JsonResponse> =>
  onStatus([401], setHeader('www-authenticate', value));

/** Faults in which headers are wrong or missing, or contradict the framing of the message. */
export const headers: readonly FaultDefinition[] = [
  {
    id: 'header-no-challenge',
    description: 'A 401 response lacks `WWW-Authenticate`',
    violates: authenticationClauses('challenge'),
    response: setChallenge(undefined),
  },
  {
    id: 'header-basic-challenge',
    description: 'The challenge of a 401 response has the scheme Basic',
    violates: authenticationClauses('challenge-scheme'),
    response: setChallenge('Basic realm="polar"'),
  },
  {
    id: 'header-bare-realm',
    description: 'The challenge of a 401 response lacks a scheme',
    violates: authenticationClauses('challenge-scheme'),
    response: setChallenge('realm="polar"'),
  },
  {
    id: 'header-empty-challenge',
    description: 'The challenge of a 401 response is empty',
    violates: authenticationClauses('challenge', 'challenge-scheme'),
    response: setChallenge(''),
  },
  {
    id: 'header-no-challenge-unknown',
    description: 'The 401 response to an unknown token lacks `WWW-Authenticate`',
    violates: authenticationClauses('challenge'),
    response: when(
      (context) => /^Bearer polar/.test(context.headers.authorization ?? ''),
      setChallenge(undefined),
    ),
  },
  {
    id: 'header-no-allow',
    description: 'A 405 response lacks `Allow`',
    violates: protocolClauses('allow'),
    response: onStatus([405], setHeader('allow', undefined)),
  },
  {
    id: 'header-wrong-allow',
    description: 'The `Allow` header of a 405 response lists GET and HEAD only',
    violates: protocolClauses('allow'),
    response: onStatus([405], setHeader('allow', 'GET, HEAD')),
  },
  {
    id: 'header-empty-allow',
    description: 'The `Allow` header of a 405 response is empty',
    violates: protocolClauses('allow'),
    response: onStatus([405], setHeader('allow', '')),
  },
  {
    id: 'header-length-short',
    description: '`Content-Length` of a session is too small: it counts characters instead of bytes',
    violates: protocolClauses('framing', 'json'),
    serialized: sendWith((outgoing, { status, headers: fields, body }) => {
      outgoing.strictContentLength = false;
      outgoing
        .writeHead(status, { ...fields, 'content-length': [...String(body)].length - 1 })
        .end(String(body));
    }),
  },
  {
    id: 'header-length-long',
    description: '`Content-Length` of a session is larger than its body',
    violates: protocolClauses('framing'),
    serialized: sendWith((outgoing, { status, headers: fields, body }) => {
      outgoing.writeHead(status, { ...fields, connection: 'close', 'content-length': body.length + 1000 });
      outgoing.write(body, () => outgoing.socket?.end());
    }),
  },
  {
    id: 'header-gzip-plain',
    description: 'A session has `Content-Encoding: gzip` and is not compressed',
    violates: protocolClauses('framing', 'json'),
    response: onStatus([201], setHeader('content-encoding', 'gzip')),
  },
  {
    id: 'header-gzip-unsaid',
    description: 'A session is compressed and lacks `Content-Encoding`',
    violates: protocolClauses('json'),
    serialized: (serialized) =>
      serialized.status === 201 ? { ...serialized, body: gzipSync(serialized.body) } : serialized,
  },
  {
    id: 'header-two-types',
    description: '`Content-Type` of a session lists two media types',
    violates: protocolClauses('media-type'),
    response: onStatus([201], setHeader('content-type', 'text/html, application/json')),
  },
  {
    id: 'header-cut',
    description: 'The connection closes before the end of the body in one in eight sessions',
    violates: protocolClauses('framing'),
    rare: true,
    serialized: when(
      (context) => context.random() < 1 / 8,
      sendWith((outgoing, { status, headers: fields, body }) => {
        outgoing.writeHead(status, { ...fields, 'content-length': body.length });
        outgoing.write(body.slice(0, 100), () => outgoing.destroy());
      }),
    ),
  },
];
