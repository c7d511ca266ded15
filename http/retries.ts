import type { HeaderList } from '../spec/openapi/exchange.ts';
import type { Outcome } from './read-response.ts';

export type RetryCause = 'too many requests' | 'unavailable' | 'closed before an answer' | 'refused';

/** That an attempt said nothing about the contract, and how long the target wants to be left alone. */
export interface Retry {
  cause: RetryCause;
  afterMs: number;
}

/** Nobody is asked again sooner, in milliseconds; it doubles, as who says 0 or a day that is past may say so for ever. */
const least = 100;

interface RetryRule {
  applies(outcome: Outcome): boolean;
  /** How many attempts in all. */
  attempts: number;
  /** The first wait where the target names none; it doubles. */
  firstMs: number;
}

const status =
  (code: number) =>
  (outcome: Outcome): boolean =>
    'response' in outcome && outcome.response.status === code;

const failed =
  (kind: string) =>
  (outcome: Outcome): boolean =>
    'failure' in outcome && outcome.failure.kind === kind && !outcome.failure.answered;

/** What is sent again: only outcomes that no clause could have judged. All of them are counted. */
const rules: Readonly<Record<RetryCause, RetryRule>> = {
  'too many requests': { applies: status(429), attempts: 12, firstMs: 1000 },
  unavailable: { applies: status(503), attempts: 3, firstMs: 250 },
  'closed before an answer': { applies: failed('reset'), attempts: 3, firstMs: 50 },
  refused: { applies: failed('refused'), attempts: 3, firstMs: 250 },
};

/** Whether, why and when an attempt is repeated. `reached`: whether the target had ever answered in this run. */
export function retryOf(
  outcome: Outcome,
  attempts: number,
  reached: boolean,
  nowMs: number,
): Retry | undefined {
  for (const [cause, rule] of Object.entries(rules) as [RetryCause, RetryRule][]) {
    // the keys of the table are the causes
    if (!rule.applies(outcome)) continue;
    if (attempts >= rule.attempts || (cause === 'refused' && !reached)) return undefined;
    const asked = 'response' in outcome ? retryAfter(outcome.response.headers, nowMs) : undefined;
    const doubled = 2 ** (attempts - 1);
    return {
      cause,
      afterMs: asked === undefined ? rule.firstMs * doubled : Math.max(asked, least * doubled),
    };
  }
  return undefined;
}

/**
 * The wait that a response asks for, in milliseconds: seconds or a date (RFC 9110 section 10.2.3); never none at all.
 * A date counts from the response's own, where it has one: the two clocks may differ.
 */
export function retryAfter(headers: HeaderList, nowMs: number): number | undefined {
  const fieldOf = (wanted: string): string => headers.find(([name]) => name === wanted)?.[1].trim() ?? '';
  const text = fieldOf('retry-after');
  if (/^\d{1,9}$/.test(text)) return Math.max(least, Number(text) * 1000);
  const until = dateOf(text);
  return until === undefined ? undefined : Math.max(least, until - (dateOf(fieldOf('date')) ?? nowMs) + 1000); // whole seconds
}

/** An HTTP date begins with the name of a day (RFC 9110 section 5.6.7). */
function dateOf(text: string): number | undefined {
  const date = /^[A-Z][a-z]{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
