import { content } from './hostile/content.ts';
import { framing } from './hostile/framing.ts';
import { type HostileServer, timeout } from './hostile/hostile-server.ts';
import { whole } from './hostile/raw-http.ts';
import { stallsAndFloods } from './hostile/stalls-and-floods.ts';
import { freePort, listenRaw, listenWithoutCertificate, nowhere } from './listening.ts';

/** Servers that are no HTTP servers at all. */
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
    listen: listenWithoutCertificate,
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

/** Every hostile server; self-tests of the client and of whole runs are driven by this table. */
export const hostileServers: readonly HostileServer[] = [
  ...[...stallsAndFloods, ...content, ...framing].map(([id, says, expected, reply]) => ({
    id,
    says,
    expected,
    listen: () => listenRaw(reply),
  })),
  ...unreachable,
];
