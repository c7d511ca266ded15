import { isLoopback } from '../http/loopback.ts';
import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import { fixtureVariables } from '../suites/suites.ts';
import type { Options } from './parse-options.ts';

const accessTokenVariable = fixtureVariables.find(({ name }) => name === 'accessToken')?.variable;

/**
 * Checks that a remote target has an access token, and that the token is not sent over plain http to another host.
 * @throws UsageError if not.
 */
export function checkAccess(
  target: Target,
  token: string | undefined,
  options: Pick<Options, 'allowInsecure'>,
): void {
  if (target.kind === 'reference' || target.url === undefined) return;
  if (token === undefined && target.kind === 'remote') {
    throw new UsageError(
      `${target.name} needs an access token: set ${accessTokenVariable}. Nothing was sent.`,
    );
  }
  const url = new URL(target.url);
  const isExposed = url.protocol === 'http:' && (target.kind === 'remote' || !isLoopback(url));
  if (token !== undefined && isExposed && !options.allowInsecure) {
    throw new UsageError(
      `The access token would be sent to ${url.host} over plain http, where others can read it. Use https, or add --allow-insecure. Nothing was sent.`,
    );
  }
}
