import type { HeaderList } from '../spec/openapi/request.ts';
import type { SendResult } from './read-response.ts';

export type RetryCause = 'too many requests' | 'unavailable' | 'closed before an answer' | 'refused';

/** Why an attempt is repeated, and the pause before it, in milliseconds. */
export interface Retry {
  cause: RetryCause;
  afterMs: number;
}

/**
 * Minimum pause, which doubles with each attempt. Without it, a server that always answers `Retry-After: 0` or a past
 * date would be sent requests without a pause.
 */
const minWaitMs = 100;

interface RetryRule {
  matches(result: SendResult): boolean;
  maxAttempts: number;
  /** First pause if the response has no `Retry-After`; it doubles with each attempt. */
  firstWaitMs: number;
  /** Set if the second attempt has no pause, because it has a new connection. */
  startsAtOnce?: true;
}

const hasStatus =
  (status: number) =>
  (result: SendResult): boolean =>
    'response' in result && result.response.status === status;

const hasFailure =
  (kind: string) =>
  (result: SendResult): boolean =>
    'failure' in result && result.failure.kind === kind && !result.failure.answered;

/** Retries only results that no clause can judge. */
const retryRules: Readonly<Record<RetryCause, RetryRule>> = {
  'too many requests': { matches: hasStatus(429), maxAttempts: 12, firstWaitMs: 1000 },
  unavailable: { matches: hasStatus(503), maxAttempts: 3, firstWaitMs: 250 },
  'closed before an answer': {
    matches: hasFailure('reset'),
    maxAttempts: 3,
    firstWaitMs: 50,
    startsAtOnce: true,
  },
  refused: { matches: hasFailure('refused'), maxAttempts: 3, firstWaitMs: 250 },
};

/**
 * Decides whether to send a request again; undefined if not. A refused connection is retried only if `hasAnswered`:
 * then the target has answered before in this run.
 */
export function decideRetry(
  result: SendResult,
  attempts: number,
  hasAnswered: boolean,
  nowMs: number,
): Retry | undefined {
  const match = Object.entries(retryRules).find(([, rule]) => rule.matches(result));
  if (match === undefined) return undefined;
  const [cause, rule] = match as [RetryCause, RetryRule]; // the keys of the table are the names of the causes
  if (attempts >= rule.maxAttempts || (cause === 'refused' && !hasAnswered)) return undefined;
  const requestedMs = 'response' in result ? parseRetryAfter(result.response.headers, nowMs) : undefined;
  const factor = 2 ** (attempts - 1);
  const waitMs = rule.startsAtOnce && attempts === 1 ? 0 : rule.firstWaitMs * factor;
  return {
    cause,
    afterMs: requestedMs === undefined ? waitMs : Math.max(requestedMs, minWaitMs * factor),
  };
}

/**
 * Returns the pause that `Retry-After` requests, in milliseconds and at least `minWaitMs`. The field contains seconds
 * or a date (RFC 9110 section 10.2.3). A date is compared with the response's own `Date`, because the clocks of client
 * and server may differ.
 */
export function parseRetryAfter(headers: HeaderList, nowMs: number): number | undefined {
  const getHeader = (wanted: string): string => headers.find(([name]) => name === wanted)?.[1].trim() ?? '';
  const text = getHeader('retry-after');
  if (/^\d{1,9}$/.test(text)) return Math.max(minWaitMs, Number(text) * 1000);
  const until = parseHttpDate(text);
  if (until === undefined) return undefined;
  // plus 1 s, because dates are rounded down to seconds
  return Math.max(minWaitMs, until - (parseHttpDate(getHeader('date')) ?? nowMs) + 1000);
}

/** An HTTP date begins with the name of a day (RFC 9110 section 5.6.7); `Date.parse` accepts much more. */
function parseHttpDate(text: string): number | undefined {
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
