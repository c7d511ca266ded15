import type { FetchedCredential } from './credential-store.ts';

/** The values that functions of the user have fetched. */
export interface FetchedValues {
  /** Returns the current value of a credential. The first call fetches it; concurrent calls share one fetch. */
  get(credential: FetchedCredential): Promise<string>;
  /** Fetches a new value, unless `expired` has been replaced since it was sent. */
  renew(credential: FetchedCredential, expired: string): Promise<string>;
}

/** Time limit of a function of the user, in milliseconds. A login takes much less. */
const maxFetchMs = 30_000;

/**
 * Creates the cache of fetched values.
 * @param onFetched called with each new value, before any request can carry it
 * @param signal ends fetching when it aborts
 */
export function createFetchedValues(
  onFetched: (credential: FetchedCredential, value: string) => void,
  signal: AbortSignal,
): FetchedValues {
  const values = new Map<FetchedCredential, Promise<string>>();
  const fetch = (credential: FetchedCredential): Promise<string> => {
    const value = callFunction(credential.source, credential.fetch, signal).then((fetched) => {
      onFetched(credential, fetched);
      return fetched;
    });
    values.set(credential, value);
    return value;
  };
  const get = (credential: FetchedCredential) => values.get(credential) ?? fetch(credential);
  return {
    get,
    async renew(credential, expired) {
      const current = get(credential);
      const isCurrent = (await current) === expired && values.get(credential) === current;
      return isCurrent ? fetch(credential) : get(credential);
    },
  };
}

/**
 * Calls a function of the user.
 * @throws Error that names the function, if it throws, takes too long, or the signal aborts
 */
export async function callFunction<T>(
  source: string,
  run: () => T | Promise<T>,
  signal: AbortSignal,
  maxMs = maxFetchMs,
): Promise<T> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(maxMs)]);
  const stopped = new Promise<never>((_, reject) => {
    const stop = () =>
      reject(new Error(signal.aborted ? 'the run was stopped' : `no result within ${maxMs / 1000} s`));
    if (limit.aborted) stop();
    else limit.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([(async () => run())(), stopped]);
  } catch (cause) {
    throw new Error(`${source} failed: ${describeError(cause)}`, { cause });
  }
}

/** The message of an error and of its causes: `fetch failed: connect ECONNREFUSED`. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${describeError(error.cause)}` : error.message;
}
