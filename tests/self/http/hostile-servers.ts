import { connectionEnds } from './hostile/connection-ends.ts';
import { connectionSetup } from './hostile/connection-setup.ts';
import { contentCodings } from './hostile/content-codings.ts';
import type { HostileServer, ReplyServer } from './hostile/hostile-server.ts';
import { jsonBodies } from './hostile/json-bodies.ts';
import { largeResponses } from './hostile/large-responses.ts';
import { messageFraming } from './hostile/message-framing.ts';
import { redirects } from './hostile/redirects.ts';
import { rejections } from './hostile/rejections.ts';
import { responseHeads } from './hostile/response-heads.ts';
import { stallsAndFloods } from './hostile/stalls-and-floods.ts';
import { unexpectedResponses } from './hostile/unexpected-responses.ts';
import { startRawServer } from './socket-server.ts';

const toHostileServer = ([id, description, expected, reply]: ReplyServer): HostileServer => ({
  id,
  description,
  expected,
  start: () => startRawServer(reply),
});

/** All hostile servers. The tests of the client, of whole runs, and `npm run hostile` use this table. */
export const hostileServers: readonly HostileServer[] = [
  ...[
    stallsAndFloods,
    contentCodings,
    jsonBodies,
    unexpectedResponses,
    messageFraming,
    responseHeads,
    connectionEnds,
    redirects,
    rejections,
  ]
    .flat()
    .map(toHostileServer),
  ...largeResponses.map((row) => ({ ...toHostileServer(row), isLarge: true as const })),
  ...connectionSetup,
];
