import type { TrafficFacts } from './create-traffic-record.ts';

/** Limits for requests that are judged as they arrive. */
export const liveLimits = {
  /** Bytes of a body that are judged. A message with a larger body is judged without it. */
  bodyBytes: 2 * 1024 * 1024,
  /** Number of exchanges in the reports. After it, only those with new findings are added. */
  exchanges: 1500,
} as const;

/** Requests that arrive while a command runs. */
export interface LiveTraffic<T> {
  add(received: T): void;
  /** Waits until all requests are handled, and returns their number and the time since the start. */
  finish(): Promise<Omit<TrafficFacts, 'target'>>;
}

/**
 * Collects requests and handles one after the other in the order of arrival, so that ids, secrets, repetitions and
 * findings do not depend on how long decoding takes.
 */
export function collectLiveTraffic<T>(handle: (received: T) => Promise<void>): LiveTraffic<T> {
  const startedAt = Date.now();
  let requests = 0;
  let pending = Promise.resolve();
  return {
    add(received) {
      requests += 1;
      pending = pending.then(() => handle(received));
    },
    async finish() {
      await pending;
      return { startedAt: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt, requests };
    },
  };
}
