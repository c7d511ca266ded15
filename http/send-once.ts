import type { Dispatcher } from 'undici';
import type { HeaderList, TransportFailure } from '../spec/openapi/exchange.ts';
import { failureOf } from './failure.ts';
import { createReceiver, type Outcome } from './read-response.ts';
import type { Surplus } from './unread-body.ts';

/** A request as it goes out: everything decided. */
export interface WireRequest {
  origin: string;
  method: string;
  path: string;
  headers: HeaderList;
  body?: Buffer;
}

export interface AttemptLimits {
  timeoutMs: number;
  bodyBytes: number;
  signal: AbortSignal;
}

/** Sends once and reads the answer within the limits. Never rejects: whatever the server does is an outcome. */
export function attempt(
  dispatcher: Dispatcher,
  wire: WireRequest,
  { timeoutMs, bodyBytes, signal }: AttemptLimits,
  surplus: Surplus,
): Promise<Outcome> {
  return new Promise((resolve) => {
    let over = false;
    const end = (outcome: Outcome): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(outcome);
      receiver.abort();
    };
    const fail = (kind: TransportFailure['kind'], message: string): void =>
      end({ failure: { kind, message, answered: receiver.progress.answered } });
    const stop = (): void => fail('aborted', 'the run was stopped before the answer was whole');
    const receiver = createReceiver(bodyBytes, surplus, end);
    const late = (): void => {
      const { phase } = receiver.progress;
      fail(`${phase} timeout`, `${missing[phase]} within ${timeoutMs} ms`);
    };
    const timer = setTimeout(late, timeoutMs);
    signal.addEventListener('abort', stop);
    if (signal.aborted) return stop();
    const handler = unlessOver(receiver.handler, () => over);
    try {
      dispatch(dispatcher, wire, handler);
    } catch (error) {
      end({ failure: failureOf(error, receiver.progress) }); // a header field that undici lets nobody set
    }
  });
}

const missing = {
  connect: 'no connection',
  headers: 'no whole header of an answer',
  body: 'no end of the body',
} as const;

/** An attempt may be over before it has a connection: then it is not sent on it. */
function unlessOver(handler: Dispatcher.DispatchHandler, isOver: () => boolean): Dispatcher.DispatchHandler {
  const onRequestStart: Dispatcher.DispatchHandler['onRequestStart'] = (controller, context) => {
    if (isOver()) controller.abort(new Error('over'));
    else handler.onRequestStart?.(controller, context);
  };
  return { ...handler, onRequestStart };
}

function dispatch(dispatcher: Dispatcher, wire: WireRequest, handler: Dispatcher.DispatchHandler): void {
  const options: Dispatcher.DispatchOptions = {
    origin: wire.origin,
    path: wire.path,
    method: wire.method as Dispatcher.HttpMethod, // any token is a method (RFC 9110 section 9.1)
    headers: wire.headers.flat(),
    body: wire.body ?? null,
    idempotent: false, // undici resends nothing by itself: what is sent is counted
  };
  dispatcher.dispatch(options, handler);
}
