import { setMaxListeners } from 'node:events';

/** A cancellable period: its signal aborts on `abort()`, when a parent signal aborts, or after a time limit. */
export interface AbortScope {
  readonly signal: AbortSignal;
  /**
   * Aborts later than `signal`, or on `abort()`: requests in flight may have created something, which only their
   * responses name.
   */
  readonly inFlight: AbortSignal;
  abort(): void;
}

/** How long requests in flight may take after the end, in milliseconds. */
const GRACE_MS = 1500;

export function createAbortScope(
  parent: AbortSignal | undefined,
  timeoutSeconds: number | undefined,
): AbortScope {
  const controller = new AbortController();
  const late = new AbortController();
  // without a limit for listeners: every request in flight adds one
  setMaxListeners(0, controller.signal, late.signal);
  const timer =
    timeoutSeconds === undefined ? undefined : setTimeout(() => stop(), timeoutSeconds * 1000).unref();
  const stop = (): void => {
    clearTimeout(timer);
    parent?.removeEventListener('abort', stop);
    controller.abort();
    setTimeout(() => late.abort(), GRACE_MS).unref();
  };
  parent?.addEventListener('abort', stop);
  if (parent?.aborted) stop();
  return {
    ...{ signal: controller.signal, inFlight: late.signal },
    abort() {
      stop();
      late.abort();
    },
  };
}
