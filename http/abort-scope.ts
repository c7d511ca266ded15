import { setMaxListeners } from 'node:events';

/** A cancellable period: its signal aborts on `abort()`, when a parent signal aborts, or after a time limit. */
export interface AbortScope {
  readonly signal: AbortSignal;
  abort(): void;
}

export function createAbortScope(
  parent: AbortSignal | undefined,
  timeoutSeconds: number | undefined,
): AbortScope {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal); // without a limit for listeners: every request in flight adds one
  const timer =
    timeoutSeconds === undefined ? undefined : setTimeout(() => abort(), timeoutSeconds * 1000).unref();
  const abort = (): void => {
    clearTimeout(timer);
    parent?.removeEventListener('abort', abort);
    controller.abort();
  };
  parent?.addEventListener('abort', abort);
  if (parent?.aborted) abort();
  return { signal: controller.signal, abort };
}
