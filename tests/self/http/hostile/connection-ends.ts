import { type ReplyServer, resetFailure } from './hostile-server.ts';
import { formatHead, formatResponse } from './raw-http.ts';

/** Servers that close, reset or mislabel connections. */
export const connectionEnds: readonly ReplyServer[] = [
  ['closed', 'closes the connection without a response', resetFailure(false), (socket) => socket.end()],
  [
    'reset-at-once',
    'resets the connection when a request arrives',
    resetFailure(false),
    (socket) => socket.resetAndDestroy(),
  ],
  [
    'reset-in-body',
    'resets the connection within the body',
    resetFailure(true),
    (socket) =>
      socket.write(`${formatHead({ 'content-length': 100 })}{}`, () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      ),
  ],
  [
    'last-answer',
    'resets the connection after its response',
    { status: 201 },
    (socket) => socket.write(formatResponse('{}'), () => setTimeout(() => socket.resetAndDestroy(), 20)),
  ],
  [
    'no-keep-alive',
    'announces keep-alive and closes the connection',
    { status: 201 },
    (socket) =>
      socket.end(formatResponse('{}', { connection: 'keep-alive', 'keep-alive': 'timeout=1000000' })),
  ],
  [
    'other-keep-alive',
    'sends invalid keep-alive parameters',
    { status: 201 },
    (socket) =>
      socket.write(
        formatResponse('{}', { 'keep-alive': 'timeout=-1, max=1e99', connection: 'x, ,keep-alive' }),
      ),
  ],
];
