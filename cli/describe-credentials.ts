import {
  type GivenCredentials,
  type PlacedCredential,
  type SchemeCredential,
  withSamples,
} from '../http/credential-store.ts';
import { UNKNOWN_SCHEME } from '../http/credential-values.ts';
import { placeCredentials } from '../http/credentials.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { Credentials, RequestSpec } from '../spec/openapi/request.ts';
import { findCredentialKind } from '../spec/openapi/security.ts';

/** The text that a dry run prints in place of each kind of credentials: it needs no secrets and prints none. */
const descriptions: Readonly<Record<Credentials, (label: string) => string>> = {
  access: (label) => `‹${label}›`,
  lowercase: (label) => `‹${label}›`,
  none: () => '',
  empty: () => '',
  unknown: () => '‹unknown token›',
  truncated: (label) => `‹${label} without its last character›`,
  extended: (label) => `‹${label} with an additional character›`,
  basic: (label) => `‹${label}›`,
  bare: (label) => `‹${label}›`,
  'other-scheme': (label) => `‹${label}›`,
  'non-ascii': () => 'töken',
  session: () => '‹token of an earlier response›',
  'truncated-session': () => '‹token of an earlier response without its last character›',
  unscoped: () => '‹unscoped access token›',
  'other-user': (label) => `‹${label} of another user›`,
};

/** The authentication scheme of credentials that do not use that of the security scheme. */
const otherSchemes: Partial<Readonly<Record<Credentials, string>>> = {
  lowercase: 'bearer',
  basic: 'Basic',
  bare: '',
  'other-scheme': UNKNOWN_SCHEME,
};

/**
 * Returns the credentials that a request of the plan would carry. Samples replace credentials that were not given. The
 * given ones come first, as they decide which alternative is used.
 */
export function placeSamples(
  request: RequestSpec,
  { security }: Operation,
  given: GivenCredentials,
): SchemeCredential[] {
  const names = security.flat().map(({ name }) => name);
  const samples = new Map(names.map((name) => [name, 'user:password']));
  const store = { ...withSamples(given), unscoped: 'token', session: 'token' };
  return (
    placeCredentials(request, security, store) ??
    placeCredentials(request, security, { ...store, schemes: samples }) ??
    []
  );
}

/** Returns the credentials that a request of the plan would carry, with descriptions in place of their values. */
export function describeCredentials(
  request: RequestSpec,
  operation: Operation,
  given: GivenCredentials,
): PlacedCredential[] {
  return placeSamples(request, operation, given).map(({ in: location, name, scheme, credentials }) => {
    const kind = findCredentialKind(scheme);
    const isOfAccess = given.accessSchemes?.includes(scheme.name) ?? true;
    const label =
      kind === 'bearer' && isOfAccess && !given.schemes?.has(scheme.name)
        ? 'access token'
        : `credential ${scheme.name}`;
    const text = descriptions[credentials](label);
    const prefix =
      kind === 'apiKey' ? '' : (otherSchemes[credentials] ?? (kind === 'basic' ? 'Basic' : 'Bearer'));
    return { in: location, name, value: [prefix, text].filter(Boolean).join(' ') };
  });
}
