import { certificate, privateKey } from './certificate.ts';
import { answers } from './hostile/answers.ts';
import { codings } from './hostile/codings.ts';
import { content } from './hostile/content.ts';
import { denials } from './hostile/denials.ts';
import { framing } from './hostile/framing.ts';
import { type HostileServer, type ReplyRow, reset, timeout } from './hostile/hostile-server.ts';
import { largeAnswers } from './hostile/large.ts';
import { flood, whole } from './hostile/raw-http.ts';
import { stallsAndFloods } from './hostile/stalls-and-floods.ts';
import { freePort, listenRaw, listenTls, nowhere } from './listening.ts';

/** Servers that let nobody in, or are no HTTP servers at all. */
const unreachable: readonly HostileServer[] = [
  {
    id: 'never-reads',
    says: 'accepts and never reads',
    expected: timeout('headers', false),
    listen: () => listenRaw(() => {}, { reads: false }),
  },
  {
    id: 'plain-on-tls',
    says: 'speaks plain http where TLS is expected',
    expected: { failure: 'tls', answered: false },
    listen: () => listenRaw((socket) => socket.end(whole('{}')), { scheme: 'https' }),
  },
  {
    id: 'no-certificate',
    says: 'has no certificate',
    expected: { failure: 'tls', answered: false },
    listen: () => listenTls(),
  },
  {
    id: 'closes-in-handshake',
    says: 'closes while TLS is set up',
    expected: { failure: 'tls', answered: false },
    listen: () => listenRaw((socket) => socket.end(), { scheme: 'https' }),
  },
  {
    id: 'silent-in-handshake',
    says: 'never answers the TLS handshake',
    expected: { failure: 'connect timeout', answered: false },
    listen: () => listenRaw(() => {}, { scheme: 'https' }),
  },
  {
    id: 'self-signed',
    says: 'has a certificate that nobody has signed',
    expected: { failure: 'tls', answered: false },
    listen: () => listenTls({ cert: certificate, key: privateKey }),
  },
  {
    id: 'old-tls',
    says: 'knows TLS 1.0 only',
    expected: { failure: 'tls', answered: false },
    listen: () => listenTls({ cert: certificate, key: privateKey, minVersion: 'TLSv1', maxVersion: 'TLSv1' }),
  },
  {
    id: 'unknown-name',
    says: 'does not know the name that TLS asks for',
    expected: { failure: 'tls', answered: false },
    listen: () =>
      listenRaw((socket) => socket.end(Buffer.from('15030300020270', 'hex')), { scheme: 'https' }), // alert 112 (RFC 6066, section 3)
  },
  {
    id: 'noise-in-handshake',
    says: 'sends noise without end where TLS is expected',
    expected: { failure: 'tls', answered: false },
    listen: () => listenRaw((socket) => flood(socket, Buffer.alloc(65_536)), { scheme: 'https' }),
  },
  {
    id: 'answers-unasked',
    says: 'answers before it is asked, and closes',
    expected: { status: 201 },
    listen: () => listenRaw((socket) => socket.end(whole('{}')), { greets: true }),
  },
  {
    id: 'greets',
    says: 'greets, and says no more',
    expected: { failure: 'protocol', answered: false },
    listen: () => listenRaw((socket) => socket.write('220 mail.example ESMTP\r\n'), { greets: true }),
  },
  {
    id: 'closes-at-once',
    says: 'closes every connection as soon as it is made',
    expected: reset(false),
    listen: () => listenRaw((socket) => socket.end(), { greets: true }),
  },
  {
    id: 'resets-at-once',
    says: 'resets every connection as soon as it is made',
    expected: reset(false),
    listen: () => listenRaw((socket) => socket.resetAndDestroy(), { greets: true }),
  },
  {
    id: 'port-0',
    says: 'is said to be at port 0',
    expected: { failure: 'refused', answered: false },
    listen: () => nowhere('http://127.0.0.1:0'),
  },
  {
    id: 'no-name',
    says: 'has a name that does not resolve',
    expected: { failure: 'dns', answered: false },
    listen: () => nowhere('http://polar.invalid'),
  },
  {
    id: 'refused',
    says: 'does not listen',
    expected: { failure: 'refused', answered: false },
    listen: async () => nowhere(`http://127.0.0.1:${await freePort()}`),
  },
];

const replying = ([id, says, expected, reply]: ReplyRow): HostileServer => ({
  id,
  says,
  expected,
  listen: () => listenRaw(reply),
});

/** Every hostile server; self-tests of the client and of whole runs are driven by this table. */
export const hostileServers: readonly HostileServer[] = [
  ...[stallsAndFloods, codings, content, answers, framing, denials].flat().map(replying),
  ...largeAnswers.map((row) => ({ ...replying(row), large: true as const })),
  ...unreachable,
];
