import type { Clock } from './clock.ts';

/** So many requests in any window of so many milliseconds. */
export interface Rate {
  requests: number;
  perMs: number;
}

/** Lets requests go one after the other, no faster than the rate, in the order in which they asked. */
export interface Pace {
  /** Comes back when the next request may go. */
  turn(): Promise<void>;
  /** Nobody goes before so long; false when that would be more waiting than a run may have in all. */
  pause(ms: number): boolean;
  /** The target said that this was too fast: from now on half as fast again, at most one in six seconds. */
  slow(): void;
  /** How long pauses have been in all, in milliseconds. */
  paused(): number;
  /** The time between two requests, in milliseconds. */
  interval(): number;
}

export interface PaceOptions {
  rate?: Rate | undefined;
  /** How long pauses may be in all, in milliseconds. */
  waitMs: number;
  clock: Clock;
  signal: AbortSignal;
}

/** Requests leave evenly, but reach the server by way of jitter: a margin keeps the rate there too. */
const margin = 1.05;
const slowest = 6000;

/**
 * Even steps with a burst of one: each request waits for the interval since the last one really went, so that no window
 * ever holds more than the rate, and a late one is never caught up with.
 */
export function createPace({ rate, waitMs, clock, signal }: PaceOptions): Pace {
  let interval = rate === undefined ? 0 : (rate.perMs / rate.requests) * margin;
  let free = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let paused = 0;
  let queue: Promise<void> = Promise.resolve();

  const goNext = async (): Promise<void> => {
    for (
      let due = Math.max(free, pausedUntil);
      due > clock.now() && !signal.aborted;
      due = Math.max(free, pausedUntil)
    ) {
      await clock.sleep(due - clock.now(), signal);
    }
    free = clock.now() + interval;
  };

  return {
    turn() {
      queue = queue.then(goNext);
      return queue;
    },
    pause(ms) {
      const from = Math.max(clock.now(), pausedUntil);
      const added = Math.max(0, clock.now() + ms - from);
      if (paused + added > waitMs) return false;
      paused += added;
      pausedUntil = from + added;
      return true;
    },
    slow() {
      if (interval > 0) interval = Math.max(interval, Math.min(slowest, interval * 1.5));
    },
    paused: () => paused,
    interval: () => interval,
  };
}
