import type { Client } from '../client.ts';
import type { UnsentCases } from './model.ts';

/** The state of a run at its end. */
interface RunEnd {
  /** Number of planned cases that were not sent. */
  unsent: number;
  planned: number;
  /** Whether all cases were planned. */
  isComplete: boolean;
  /** Number of cases sent. */
  cases: number;
  client: Pick<Client, 'stats'>;
  signal: AbortSignal | undefined;
  /** Whether the time limit or an interruption ended the run. */
  isStopped: boolean;
  /** Whether the run may send more requests within its maximum number. */
  hasRequestsLeft: boolean;
}

/** Explains why planned cases were not sent; undefined if all were. */
export function explainUnsent(end: RunEnd): UnsentCases | undefined {
  const { unsent, planned, isComplete, cases } = end;
  if (unsent === 0 && isComplete) return undefined;
  const what = isComplete ? `${unsent} of ${planned} planned cases` : 'the other planned cases';
  const { reason, ...rest } = explainStop(end);
  return { note: `${what} were not sent: ${reason} after ${cases}`, isTimeout: false, ...rest };
}

function explainStop({ client, signal, isStopped, hasRequestsLeft }: RunEnd): Partial<UnsentCases> & {
  reason: string;
} {
  // `AbortSignal.timeout` aborts with a TimeoutError. If the signal is not aborted, the client's own time limit stopped
  // the run.
  const isTimeout = signal?.aborted ? signal.reason?.name === 'TimeoutError' : isStopped;
  if (isTimeout)
    return { reason: 'the time limit was reached', remedy: 'raise --max-seconds', isTimeout: true };
  if (signal?.aborted) return { reason: 'the run was interrupted' };
  const { rateLimitError, userError } = client.stats();
  if (userError !== undefined) return { reason: 'a function of the configuration failed' };
  if (rateLimitError !== undefined)
    return { reason: 'the target limits the rate', remedy: 'lower --rate, or run again later' };
  if (hasRequestsLeft) return { reason: 'the target rejects the credentials or does not answer' };
  return { reason: 'the limit for requests was reached', remedy: 'raise --max-requests' };
}
