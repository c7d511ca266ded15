import type { Dispatcher } from 'undici';
import type { Failure, HeaderList } from '../spec/message.ts';
import { failureOf, type Progress, parserError } from './failure.ts';

/** A request as it goes out: everything decided. */
export interface WireRequest {
  origin: string;
  method: string;
  path: string;
  headers: HeaderList;
  body?: Buffer;
}

/** What came back of one attempt, before decoding. */
export interface RawResponse {
  status: number;
  headers: HeaderList;
  body: Buffer;
}
export type Outcome = { response: RawResponse } | { failure: Failure };

export interface AttemptLimits {
  timeoutMs: number;
  bodyBytes: number;
  signal: AbortSignal;
}

/** Interim responses (RFC 9110 section 15.2) may come in any number; hundreds are no news. */
const mostInterim = 20;

/** Told of the exchange whose last byte has just come, so that bytes after it are held against it. */
export interface Surplus {
  last?: ((failure: Failure) => void) | undefined;
}

/** Sends once and reads the answer within the limits. Never rejects: whatever the server does is an outcome. */
export function attempt(
  dispatcher: Dispatcher,
  wire: WireRequest,
  limits: AttemptLimits,
  surplus: Surplus,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const progress: Progress = { phase: 'connect', answered: false };
    let controller: Dispatcher.DispatchController | undefined;
    let ended = false;
    const end = (outcome: Outcome): void => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      limits.signal.removeEventListener('abort', stop);
      resolve(outcome);
      controller?.abort(new Error('ended'));
    };
    const fail = (kind: Failure['kind'], message: string, answered = progress.answered): void =>
      end({ failure: { kind, message, answered } });
    const stop = (): void => fail('aborted', 'the run was stopped before the answer');
    const timer = setTimeout(
      () => fail(`${progress.phase} timeout`, `no ${words[progress.phase]} within ${limits.timeoutMs} ms`),
      limits.timeoutMs,
    );
    limits.signal.addEventListener('abort', stop);
    if (limits.signal.aborted) return stop();

    const chunks: Buffer[] = [];
    let size = 0;
    let interim = 0;
    let status = 0;
    let headers: HeaderList = [];
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        progress.phase = 'headers';
        if (ended) started.abort(new Error('ended')); // its time was over before it had a connection: it is not sent
      },
      onResponseStarted() {
        progress.answered = true;
      },
      onResponseStart(started, code) {
        if (code < 200) {
          interim += 1;
          if (interim > mostInterim)
            fail('protocol', `more than ${mostInterim} interim responses (1xx) and no final one`);
          return;
        }
        progress.phase = 'body';
        status = code;
        headers = headerList(started.rawHeaders);
      },
      onResponseData(_, chunk) {
        size += chunk.length;
        if (size > limits.bodyBytes)
          return fail('too large', `a body of more than ${limits.bodyBytes} bytes`);
        chunks.push(Buffer.from(chunk)); // undici's parser reuses its memory
      },
      onResponseEnd() {
        const response = { status, headers, body: Buffer.concat(chunks) };
        const spoilt = (failure: Failure): void => end({ failure });
        surplus.last = spoilt;
        setImmediate(() => {
          if (surplus.last === spoilt) surplus.last = undefined;
          controller = undefined;
          end({ response });
        });
      },
      onResponseError(_, error) {
        end({ failure: failureOf(error, progress) });
      },
    };
    dispatcher.dispatch(dispatchOptions(wire), handler);
  });
}

const words = { connect: 'connection', headers: 'answer', body: 'end of the body' } as const;

function dispatchOptions({ origin, method, path, headers, body }: WireRequest): Dispatcher.DispatchOptions {
  return {
    origin,
    path,
    method: method as Dispatcher.HttpMethod, // any token is a method (RFC 9110 section 9.1)
    headers: headers.flat(),
    body: body ?? null,
    idempotent: false, // undici resends nothing by itself: what is sent is counted
  };
}

function headerList(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? ''] as const] : [],
  );
}

/** What bytes behind the end of an answer mean: its framing said where that was (RFC 9112 section 6.3). */
export const surplusFailure: Failure = {
  kind: 'protocol',
  message: 'more bytes follow than the answer announced',
  answered: true,
};

/** Whether the parser met bytes that belong to no answer. */
export function isSurplus(error: Error): boolean {
  return error.message === 'bad response' || error.name === parserError;
}
