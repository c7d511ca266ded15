import { isLoopback } from '../http/loopback.ts';
import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import type { Options } from './options.ts';

/**
 * Asks for the access token where one is needed, and keeps it off the open network.
 * @throws UsageError before anything is sent.
 */
export function checkAccess(
  target: Target,
  token: string | undefined,
  options: Pick<Options, 'allowInsecure'>,
  variable = 'POLAR_ACCESS_TOKEN',
): void {
  if (target.kind === 'reference' || target.url === undefined) return;
  if (token === undefined && target.kind === 'remote') {
    throw new UsageError(`${target.name} needs an access token: set ${variable}. Nothing was sent.`);
  }
  const url = new URL(target.url);
  const open = url.protocol === 'http:' && (target.kind === 'remote' || !isLoopback(url));
  if (token !== undefined && open && !options.allowInsecure) {
    throw new UsageError(
      `The access token would go to ${url.host} over plain http, readable by anyone on the way: use https, or add --allow-insecure. Nothing was sent.`,
    );
  }
}
