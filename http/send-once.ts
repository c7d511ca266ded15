import type { Dispatcher } from 'undici';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { ExcessDataDetector } from './excess-data.ts';
import { createResponseReader, type SendResult } from './read-response.ts';
import { startResponseTimeout } from './response-timeout.ts';
import { toTransportFailure } from './transport-failure.ts';

/** A request in its final form: target, credentials and body are filled in. */
export interface WireRequest {
  origin: string;
  method: string;
  path: string;
  headers: HeaderList;
  body?: Buffer;
}

export interface SendLimits {
  timeoutMs: number;
  /** Longest body, before content decoding. */
  maxBodyBytes: number;
  /** Ends requests in flight. */
  inFlight: AbortSignal;
}

/**
 * Sends a request once and reads the response within the limits. Never rejects: a misbehaving server is a failure in
 * the result.
 */
export function sendOnce(
  dispatcher: Dispatcher,
  request: WireRequest,
  { timeoutMs, maxBodyBytes, inFlight }: SendLimits,
  excessData: ExcessDataDetector,
): Promise<SendResult> {
  return new Promise((resolve) => {
    let isDone = false;
    const finish = (result: SendResult): void => {
      if (isDone) return;
      isDone = true;
      stopTimeout();
      inFlight.removeEventListener('abort', onAbort);
      resolve(result);
      reader.abort();
    };
    const fail = (kind: TransportFailure['kind'], message: string): void =>
      finish({ failure: { kind, message, answered: reader.progress.answered } });
    const onAbort = (): void => fail('aborted', 'the run was stopped before the response was complete');
    const reader = createResponseReader(request.method, maxBodyBytes, excessData, finish);
    const onTimeout = (): void => {
      const { phase } = reader.progress;
      fail(`${phase} timeout`, `${missingParts[phase]} within ${timeoutMs} ms`);
    };
    const stopTimeout = startResponseTimeout(timeoutMs, onTimeout);
    inFlight.addEventListener('abort', onAbort);
    if (inFlight.aborted) return onAbort();
    try {
      dispatch(
        dispatcher,
        request,
        skipIfDone(reader.handler, () => isDone),
      );
    } catch (error) {
      // undici throws for some header fields, such as `expect`
      finish({ failure: toTransportFailure(error, reader.progress) });
    }
  });
}

const missingParts = {
  connect: 'no connection',
  headers: 'no complete response header',
  body: 'no end of the response body',
} as const;

/** Skips the request if the attempt has ended before a connection was established. */
function skipIfDone(handler: Dispatcher.DispatchHandler, isDone: () => boolean): Dispatcher.DispatchHandler {
  const onRequestStart: Dispatcher.DispatchHandler['onRequestStart'] = (controller, context) => {
    if (isDone()) controller.abort(new Error('over'));
    else handler.onRequestStart?.(controller, context);
  };
  return { ...handler, onRequestStart };
}

function dispatch(
  dispatcher: Dispatcher,
  { origin, path, method, headers, body }: WireRequest,
  handler: Dispatcher.DispatchHandler,
): void {
  const options: Dispatcher.DispatchOptions = {
    origin,
    path,
    method: method as Dispatcher.HttpMethod, // any token is a method (RFC 9110 section 9.1)
    headers: headers.flat(),
    body: body ?? null,
    idempotent: false, // undici would retry idempotent requests, and the client would not count them
  };
  dispatcher.dispatch(options, handler);
}
