import type { Clock } from './clock.ts';

/** At most `requests` in any window of `perMs` milliseconds. */
export interface Rate {
  requests: number;
  perMs: number;
}

/** Spaces requests evenly, in the order in which they call `acquire`. */
export interface RateLimiter {
  /** Resolves as soon as the next request may be sent. */
  acquire(): Promise<void>;
  /**
   * Delays all requests for `ms` milliseconds. Returns false, without a delay, if all pauses together would exceed
   * `maxPausedMs`.
   */
  pauseFor(ms: number): boolean;
  /** Increases the interval by half, up to 6 seconds. Called when the target answers that it gets too many requests. */
  slowDown(): void;
  /** Length of all pauses so far, in milliseconds; overlapping pauses count once. */
  totalPausedMs(): number;
  /** Current time between two requests, in milliseconds. */
  intervalMs(): number;
}

export interface RateLimiterOptions {
  rate?: Rate | undefined;
  /** Upper limit for the length of all pauses together, in milliseconds. */
  maxPausedMs: number;
  clock: Clock;
  signal: AbortSignal;
}

/**
 * Network jitter can shorten the time between two requests on their way to the server. This margin keeps them below the
 * rate.
 */
const margin = 1.05;
const maxIntervalMs = 6000;

/**
 * Creates a limiter in which each request waits for an interval after the previous one. Delayed requests are not made
 * up for, so that no time window has more requests than the rate allows.
 */
export function createRateLimiter({ rate, maxPausedMs, clock, signal }: RateLimiterOptions): RateLimiter {
  let intervalMs = rate === undefined ? 0 : (rate.perMs / rate.requests) * margin;
  let nextAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let pausedMs = 0;
  let queue: Promise<void> = Promise.resolve();

  const waitForTurn = async (): Promise<void> => {
    for (
      let due = Math.max(nextAt, pausedUntil);
      due > clock.now() && !signal.aborted;
      due = Math.max(nextAt, pausedUntil)
    ) {
      await clock.sleep(due - clock.now(), signal);
    }
    nextAt = clock.now() + intervalMs;
  };

  return {
    acquire() {
      queue = queue.then(waitForTurn);
      return queue;
    },
    pauseFor(ms) {
      const from = Math.max(clock.now(), pausedUntil);
      const addedMs = Math.max(0, clock.now() + ms - from);
      if (pausedMs + addedMs > maxPausedMs) return false;
      pausedMs += addedMs;
      pausedUntil = from + addedMs;
      return true;
    },
    slowDown() {
      if (intervalMs > 0) intervalMs = Math.max(intervalMs, Math.min(maxIntervalMs, intervalMs * 1.5));
    },
    totalPausedMs: () => pausedMs,
    intervalMs: () => intervalMs,
  };
}
