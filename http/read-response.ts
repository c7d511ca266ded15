import type { Dispatcher } from 'undici';
import type { TransportFailure } from '../spec/openapi/exchange.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import type { ExcessDataDetector } from './excess-data.ts';
import { type ResponseProgress, toTransportFailure } from './transport-failure.ts';

/** The response to one attempt, before content decoding. */
export interface RawResponse {
  status: number;
  headers: HeaderList;
  body: Buffer;
}
export type SendResult = { response: RawResponse } | { failure: TransportFailure };

/** Collects one response from the events of undici. */
export interface ResponseReader {
  handler: Dispatcher.DispatchHandler;
  progress: ResponseProgress;
  /** Closes the connection if it is in use. */
  abort(): void;
}

/**
 * Limit for interim responses, of which RFC 9110 section 15.2 allows any number: a server could send them without end.
 */
const maxInterim = 20;

/**
 * Creates a reader that calls `onResult` with the complete response or with a failure. `onResult` may be called more
 * than once. The content of a response to HEAD is its body, although it must not have any: a rule reports it.
 */
export function createResponseReader(
  method: string,
  maxBodyBytes: number,
  excessData: ExcessDataDetector,
  onResult: (result: SendResult) => void,
): ResponseReader {
  const progress: ResponseProgress = { phase: 'connect', answered: false };
  const response = { status: 0, headers: [] as HeaderList };
  const chunks: Buffer[] = [];
  const counts = { bytes: 0, interim: 0 };
  let controller: Dispatcher.DispatchController | undefined;
  const fail = (kind: TransportFailure['kind'], message: string): void =>
    onResult({ failure: { kind, message, answered: true } });
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      progress.phase = 'headers';
    },
    onResponseStarted() {
      progress.answered = true;
    },
    onResponseStart(started, status) {
      if (status < 100) return fail('protocol', `the status ${status} belongs to no class`);
      if (status < 200) {
        counts.interim += 1;
        progress.answered = false; // an interim response is not the answer
      } else {
        Object.assign(response, { status, headers: toHeaderList(started.rawHeaders) });
        progress.phase = 'body';
      }
      if (counts.interim > maxInterim) fail('protocol', `more than ${maxInterim} interim responses (1xx)`);
    },
    onResponseData(_, chunk) {
      counts.bytes += chunk.length;
      if (counts.bytes > maxBodyBytes) fail('too large', `the body is longer than ${maxBodyBytes} bytes`);
      else chunks.push(Buffer.from(chunk)); // a copy: undici's parser reuses its memory
    },
    onResponseEnd() {
      controller = undefined;
      excessData.checkAfterResponse(({ failure, bytes }) => {
        const content = method === 'HEAD' ? bytes?.subarray(0, maxBodyBytes) : undefined;
        if (failure && !content) onResult({ failure });
        else onResult({ response: { ...response, body: content ?? Buffer.concat(chunks) } });
      });
    },
    onResponseError(_, error) {
      onResult({ failure: toTransportFailure(error, progress) });
    },
  };
  return { handler, progress, abort: () => controller?.abort(new Error('over')) };
}

function toHeaderList(raw: Dispatcher.DispatchController['rawHeaders']): HeaderList {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), texts[index + 1] ?? ''] as const] : [],
  );
}
