import type { Client } from '../http/client.ts';
import type { GivenCredentials } from '../http/credential-store.ts';
import { isLoopback } from '../http/loopback.ts';
import type { Target } from '../http/target.ts';
import { UsageError } from '../http/usage-error.ts';
import { formatCredentialVariables, formatSchemeVariables } from '../plan/verdicts/remedies.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import { requiresCredentials } from '../spec/openapi/security.ts';
import { suites } from '../suites/suites.ts';
import type { Options } from './parse-options.ts';

/**
 * Checks that at least one operation of a remote target can be called with the given credentials.
 * @throws UsageError if not
 */
export function checkCredentials(
  target: Target,
  operations: readonly Operation[],
  client: Pick<Client, 'hasCredentials' | 'findUnusableToken'>,
): void {
  const lacksCredentials = ({ id, security }: Operation): boolean =>
    requiresCredentials(security) && !client.hasCredentials(id);
  const [first] = operations;
  if (target.kind !== 'remote' || first === undefined || !operations.every(lacksCredentials)) return;
  const suite = suites.find(({ operation }) => operation === first.id);
  const isOther = client.findUnusableToken(first.id) !== undefined;
  const subject = suite ? 'an access token' : `${isOther ? 'other ' : ''}credentials for ${first.id}`;
  const remedy = isOther ? formatSchemeVariables(first) : formatCredentialVariables(first, suite);
  throw new UsageError(`${target.name} needs ${subject}: ${remedy}. Nothing was sent.`);
}

/**
 * Checks that credentials are not sent over plain http to another host.
 * @throws UsageError if they would be
 */
export function checkTransport(
  target: Target & { url: string },
  { schemes, access, unscoped, otherUser, credentialFields = [] }: GivenCredentials,
  { allowInsecure }: Pick<Options, 'allowInsecure'>,
): void {
  const url = new URL(target.url);
  const isExposed = url.protocol === 'http:' && (target.kind === 'remote' || !isLoopback(url));
  const values = [...(schemes?.values() ?? []), ...(otherUser?.values() ?? [])];
  const hasCredentials = [access, unscoped, ...values, ...credentialFields].some(
    (each) => each !== undefined,
  );
  if (!hasCredentials || !isExposed || allowInsecure) return;
  throw new UsageError(
    `Credentials would be sent to ${url.host} over plain http, where others can read them. Use https, or add --allow-insecure. Nothing was sent.`,
  );
}
