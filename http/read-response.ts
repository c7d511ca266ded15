import type { Dispatcher } from 'undici';
import type { HeaderList, TransportFailure } from '../spec/openapi/exchange.ts';
import { failureOf, type Progress } from './failure.ts';
import type { Surplus } from './unread-body.ts';

/** What came back of one attempt, before decoding. */
export interface RawResponse {
  status: number;
  headers: HeaderList;
  body: Buffer;
}
export type Outcome = { response: RawResponse } | { failure: TransportFailure };

/** Gathers one answer, as undici hands it over piece by piece. */
export interface Receiver {
  handler: Dispatcher.DispatchHandler;
  progress: Progress;
  /** Lets go of the connection, where there is one. */
  abort(): void;
}

/** Interim responses (RFC 9110 section 15.2) may come in any number; but this many are no news. */
const mostInterim = 20;

/** A receiver that ends the attempt once: with the whole answer, or with what went wrong. */
export function createReceiver(
  bodyBytes: number,
  surplus: Surplus,
  end: (outcome: Outcome) => void,
): Receiver {
  const progress: Progress = { phase: 'connect', answered: false };
  const response = { status: 0, headers: [] as HeaderList };
  const chunks: Buffer[] = [];
  const seen = { bytes: 0, interim: 0 };
  let controller: Dispatcher.DispatchController | undefined;
  const fail = (kind: TransportFailure['kind'], message: string): void =>
    end({ failure: { kind, message, answered: true } });
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      progress.phase = 'headers';
    },
    onResponseStarted() {
      progress.answered = true;
    },
    onResponseStart(started, status) {
      if (status < 100) return fail('protocol', `the status ${status} is of no class`);
      if (status < 200) {
        seen.interim += 1;
        progress.answered = false; // the answer is yet to come
      } else {
        Object.assign(response, { status, headers: headerList(started.rawHeaders) });
        progress.phase = 'body';
      }
      if (seen.interim > mostInterim) fail('protocol', `more than ${mostInterim} interim responses (1xx)`);
    },
    onResponseData(_, chunk) {
      seen.bytes += chunk.length;
      if (seen.bytes > bodyBytes) fail('too large', `a body of more than ${bodyBytes} bytes`);
      else chunks.push(Buffer.from(chunk)); // undici's parser uses its memory again
    },
    onResponseEnd() {
      controller = undefined;
      const whole: RawResponse = { ...response, body: Buffer.concat(chunks) };
      surplus.after((failure) => end(failure ? { failure } : { response: whole }));
    },
    onResponseError(_, error) {
      end({ failure: failureOf(error, progress) });
    },
  };
  return { handler, progress, abort: () => controller?.abort(new Error('over')) };
}

function headerList(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? ''] as const] : [],
  );
}
