import type { Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import { createPace } from './rate-limiter.ts';
import type { Outcome } from './read-response.ts';
import { giveUp, newTally, type Tally } from './request-stats.ts';
import { type Retry, retryOf } from './retries.ts';
import { type AttemptLimits, attempt, type WireRequest } from './send-once.ts';
import type { Budget } from './target.ts';
import type { Surplus } from './unread-body.ts';

/** How a request fared: its last attempt, when that began and how long it took, and how many there were. */
export interface Delivery {
  outcome: Outcome;
  startedAt: number;
  durationMs: number;
  attempts: number;
}

/** Sends within a budget: paced, counted, repeated where nothing could have been judged. */
export interface Sender {
  deliver(wire: WireRequest): Promise<Delivery>;
  tally(): Tally;
  estimate(requests: number): number;
}

export interface SenderOptions {
  dispatcher: Dispatcher;
  budget: Budget;
  limits: AttemptLimits;
  surplus: Surplus;
  clock: Clock;
}

/** A sender over one dispatcher. */
export function createSender({ dispatcher, budget, limits, surplus, clock }: SenderOptions): Sender {
  const { signal } = limits;
  const pace = createPace({ rate: budget.rate, waitMs: budget.waitMs, clock, signal });
  const tally = newTally();
  const begun = clock.now();

  async function sendOnce(wire: WireRequest): Promise<Delivery> {
    await pace.turn();
    const startedAt = Date.now();
    const from = clock.now();
    const refusal = signal.aborted ? 'the run was stopped' : spent(tally, budget);
    if (refusal !== undefined) return { outcome: notSent(refusal), startedAt, durationMs: 0, attempts: 0 };
    tally.requests += 1;
    const outcome = await attempt(dispatcher, wire, limits, surplus);
    return { outcome, startedAt, durationMs: clock.now() - from, attempts: 1 };
  }

  function mayPause(retry: Retry): boolean {
    const isTooFast = retry.cause === 'too many requests';
    if (isTooFast) pace.slow();
    if (!pace.pause(retry.afterMs)) {
      if (isTooFast) tally.gaveUp ??= giveUp(retry, tally, clock.now() - begun, budget);
      return false;
    }
    tally.retries[retry.cause] += 1;
    tally.pausedMs = pace.paused();
    return true;
  }

  return {
    async deliver(wire) {
      for (let attempts = 1; ; attempts += 1) {
        const sent = await sendOnce(wire);
        if ('response' in sent.outcome) tally.answered += 1;
        const retry = retryOf(sent.outcome, attempts, tally.answered > 0, Date.now());
        const over = signal.aborted || spent(tally, budget) !== undefined;
        if (retry === undefined || over || !mayPause(retry)) {
          return { ...sent, attempts: attempts - 1 + sent.attempts };
        }
      }
    },
    tally: () => ({ ...tally, retries: { ...tally.retries } }),
    estimate: (requests) => requests * pace.interval(),
  };
}

/** An outcome for what never went out. */
export function notSent(why: string): Outcome {
  return { failure: { kind: 'aborted', message: `not sent: ${why}`, answered: false } };
}

function spent(tally: Tally, budget: Budget): string | undefined {
  return tally.requests < budget.requests
    ? undefined
    : `the budget of ${budget.requests} requests is used up`;
}
