import { memoize } from '../spec/memoize.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials, RequestSpec } from '../spec/openapi/request.ts';
import {
  findCredentialKind,
  haveSameCarrier,
  listDecisiveAlternatives,
  listSupportedAlternatives,
  requiresCredentials,
  type Security,
} from '../spec/openapi/security.ts';
import { accessLabel, recordValue, sessionLabel, toOtherLabel, toSecretLabel } from './credential-secrets.ts';
import {
  type CredentialStore,
  type FetchedCredential,
  type GivenCredentials,
  type PlacedCredential,
  type SchemeCredential,
  withSamples,
} from './credential-store.ts';
import { canWriteCredential, writeCredential } from './credential-values.ts';

/** The security that a client assumes if it has no contract. */
const bearerSecurity: Security = [
  [{ name: 'bearer', pointer: '#', type: 'http', scheme: 'bearer', scopes: [] }],
];

/** The credentials that a request needs, and the security scheme for which they are wrong or missing. */
type Requested = Pick<RequestSpec, 'credentials' | 'scheme'>;

/** Whether a request has the right credentials. */
export const hasRightCredentials = ({ credentials }: Requested): boolean =>
  credentials === 'access' || credentials === 'lowercase';

/**
 * Returns the requested credentials and where they are placed, for the first alternative of the security whose schemes
 * all have a secret. Undefined if no alternative has all.
 */
export function placeCredentials(
  requested: Requested,
  security: Security = bearerSecurity,
  store: CredentialStore,
): SchemeCredential[] | undefined {
  const { credentials, scheme: name } = requested;
  if (credentials === 'none' && name === undefined) return [];
  const varied = security.flat().find((scheme) => scheme.name === name);
  const alternatives = varied ? listDecisiveAlternatives(security, varied) : security;
  for (const schemes of preferSupported(alternatives)) {
    const placed = placeAlternative(schemes, requested, varied, store);
    if (placed) return placed;
  }
  return hasRightCredentials(requested) && !requiresCredentials(security) ? [] : undefined;
}

/** Returns the alternatives whose schemes are all supported; if there are none, all alternatives that are not empty. */
function preferSupported(alternatives: Security): Security {
  const supported = listSupportedAlternatives(alternatives);
  return supported.length > 0 ? supported : alternatives.filter((schemes) => schemes.length > 0);
}

function placeAlternative(
  schemes: readonly SecurityScheme[],
  { credentials }: Requested,
  varied: SecurityScheme | undefined,
  store: CredentialStore,
): SchemeCredential[] | undefined {
  const target = schemes.find((scheme) => {
    if (varied) return haveSameCarrier(scheme, varied);
    if (credentials === 'other-user') return store.otherUser?.has(scheme.name);
    const kind = findCredentialKind(scheme);
    return kind !== undefined && (credentials === 'none' || canWriteCredential(kind, credentials));
  });
  if (!target && !schemes.every((scheme) => findCredentialKind(scheme) === undefined)) return undefined;
  const placed: SchemeCredential[] = [];
  for (const scheme of schemes) {
    const name = scheme === target ? credentials : 'access';
    if (name === 'none' || findCredentialKind(scheme) === undefined) continue;
    const credential = placeCredential(scheme, name, store);
    if (!credential) return undefined;
    placed.push(credential);
  }
  return placed;
}

function placeCredential(
  scheme: SecurityScheme,
  name: Exclude<Credentials, 'none'>,
  store: CredentialStore,
): SchemeCredential | undefined {
  const kind = findCredentialKind(scheme);
  if (kind === undefined) return undefined;
  const { secret, label } = findSecret(scheme, name, store);
  const value = writeCredential(kind, name, secret);
  if (value === undefined) return undefined;
  const recorded = secret === undefined ? undefined : recordValue(name, value, secret, label);
  const carrier =
    kind === 'apiKey'
      ? { in: scheme.in ?? 'header', name: scheme.parameter ?? scheme.name }
      : ({ in: 'header', name: 'authorization' } as const);
  return { ...carrier, value, scheme, credentials: name, ...(recorded !== undefined && { recorded }) };
}

/** The secret from which a credential is written, and its label in records. */
function findSecret(
  scheme: SecurityScheme,
  name: Credentials,
  store: CredentialStore,
): { secret: string | undefined; label: string } {
  if (name === 'session' || name === 'truncated-session')
    return { secret: store.session, label: sessionLabel };
  if (name === 'unscoped') return { secret: store.unscoped, label: accessLabel };
  const label =
    name === 'other-user'
      ? toOtherLabel(scheme.name)
      : store.schemes?.has(scheme.name)
        ? toSecretLabel(scheme.name)
        : accessLabel;
  return { secret: findOfScheme(scheme, name, store), label };
}

/** The value of the user, or of the other user, for a scheme. */
const findOfScheme = <T>(
  scheme: SecurityScheme,
  name: Credentials,
  { schemes, access, accessSchemes, otherUser }: OfSchemes<T>,
): T | undefined => {
  if (name === 'other-user') return otherUser?.get(scheme.name);
  const isOfAccess =
    findCredentialKind(scheme) === 'bearer' && (accessSchemes?.includes(scheme.name) ?? true);
  return schemes?.get(scheme.name) ?? (isOfAccess ? access : undefined);
};

interface OfSchemes<T> {
  schemes?: ReadonlyMap<string, T> | undefined;
  access?: T | undefined;
  accessSchemes?: readonly string[] | undefined;
  otherUser?: ReadonlyMap<string, T> | undefined;
}

/**
 * Returns the credentials that a request carries: those of its security, and those of `--header` unless the request
 * tests credentials. Undefined if a requested credential is not available.
 */
export function selectCredentials(
  requested: Requested,
  security: Security | undefined,
  store: CredentialStore,
): PlacedCredential[] | undefined {
  const placed = placeCredentials(requested, security, store);
  const testsCredentials = security?.length !== 0 && !hasRightCredentials(requested);
  if (placed === undefined || testsCredentials) return placed;
  const isPlaced = ({ in: location, name }: PlacedCredential): boolean =>
    placed.some((each) => each.in === location && each.name.toLowerCase() === name.toLowerCase());
  return [...placed, ...(store.credentialFields ?? []).filter((each) => !isPlaced(each))];
}

/** Returns the functions whose values a request carries or derives its credentials from. */
export function listFetched(
  requested: Requested,
  security: Security | undefined,
  given: GivenCredentials,
): FetchedCredential[] {
  if (!hasFetched(given)) return [];
  const placed = placeCredentials(requested, security, withSamples(given)) ?? [];
  const credentials = placed.map(({ scheme, credentials: name }) => {
    if (name === 'session' || name === 'truncated-session' || name === 'unscoped') return undefined;
    return findOfScheme<string | FetchedCredential>(scheme, name, given);
  });
  return [...new Set(credentials.filter((credential) => typeof credential === 'object'))];
}

/** Whether one of the credentials is fetched by a function. */
const hasFetched = memoize(({ schemes, access, otherUser }: GivenCredentials): boolean =>
  [access, ...(schemes?.values() ?? []), ...(otherUser?.values() ?? [])].some(
    (credential) => typeof credential === 'object',
  ),
);
