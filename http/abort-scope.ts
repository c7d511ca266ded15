/** What ends a run: someone's signal, its time limit, or its own end. */
export interface Stopper {
  readonly signal: AbortSignal;
  stop(): void;
}

/** A stopper that also stops with another signal, and after so many seconds. */
export function createStopper(other: AbortSignal | undefined, seconds: number | undefined): Stopper {
  const controller = new AbortController();
  const timer = seconds === undefined ? undefined : setTimeout(() => stop(), seconds * 1000).unref();
  const stop = (): void => {
    clearTimeout(timer);
    other?.removeEventListener('abort', stop);
    controller.abort();
  };
  other?.addEventListener('abort', stop);
  if (other?.aborted) stop();
  return { signal: controller.signal, stop };
}
