import { type ResolvedObject, resolveObject } from '../document/resolve-pointer.ts';
import { getOwn, isObject, type Json, type JsonObject, joinPointer, pickString } from '../json.ts';
import type { Operation, Parameter, SecurityScheme } from './contract.ts';

const schemeTypes = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
const apiKeyLocations = ['query', 'header', 'cookie'] as const;

/**
 * Reads the security alternatives of an operation, or those of the document if it has none. Empty if no credentials are
 * needed.
 */
export function readSecurity(document: JsonObject, operation: JsonObject): SecurityScheme[][] {
  const requirements = getOwn(operation, 'security') ?? getOwn(document, 'security') ?? [];
  return Array.isArray(requirements)
    ? requirements.filter((item) => isObject(item)).map((item) => readRequirement(document, item))
    : [];
}

function readRequirement(document: JsonObject, requirement: Json): SecurityScheme[] {
  if (!isObject(requirement)) return [];
  return Object.entries(requirement).map(([name, scopes]) => {
    const pointer = joinPointer('#', 'components', 'securitySchemes', name);
    const object = resolveObject(document, pointer) ?? { value: {}, pointer };
    return readScheme(name, object, Array.isArray(scopes) ? scopes.map(String) : []);
  });
}

function readScheme(name: string, { value, pointer }: ResolvedObject, scopes: string[]): SecurityScheme {
  const type = schemeTypes.find((known) => known === value.type) ?? 'unknown';
  const location = apiKeyLocations.find((known) => known === value.in);
  const { scheme } = pickString(value, 'scheme');
  const { name: parameter } = pickString(value, 'name');
  return {
    ...{ name, pointer, type, scopes },
    ...(scheme === undefined ? {} : { scheme: scheme.toLowerCase() }),
    ...(type === 'apiKey' && location ? { in: location } : {}),
    ...(type === 'apiKey' && parameter !== undefined ? { parameter } : {}),
  };
}

/** The alternatives of an operation's security, each a list of schemes that are all required. */
export type Security = Operation['security'];

/** How the credentials of a scheme are written into a request. */
export type CredentialKind = 'bearer' | 'basic' | 'apiKey';

/** Returns the kind of a scheme's credentials; undefined if the suite cannot create any. */
export function findCredentialKind({
  type,
  scheme,
  in: location,
  parameter,
}: SecurityScheme): CredentialKind | undefined {
  if (type === 'oauth2' || type === 'openIdConnect') return 'bearer'; // RFC 6750 and OpenID Connect Core section 5.3.1
  if (type === 'apiKey') return location && parameter ? 'apiKey' : undefined;
  return type === 'http' && (scheme === 'bearer' || scheme === 'basic') ? scheme : undefined;
}

/**
 * Whether every alternative requires credentials. An empty alternative makes them optional (OpenAPI 3.1.1 section
 * 4.8.30).
 */
export const requiresCredentials = (security: Security): boolean =>
  security.length > 0 && security.every((schemes) => schemes.length > 0);

/** Lists the alternatives for which the suite can create all credentials. */
export const listSupportedAlternatives = (security: Security): Security =>
  security.filter((schemes) => schemes.length > 0 && schemes.every(findCredentialKind));

/**
 * Names the part of a request that carries a scheme's credentials. A request cannot have credentials of two schemes
 * with the same part.
 */
function toCarrier(scheme: SecurityScheme): string {
  const { in: location, parameter = '' } = scheme;
  const kind = findCredentialKind(scheme);
  return kind === 'apiKey' ? `${location} ${parameter}` : (kind ?? scheme.name);
}

/** Whether credentials of both schemes are written in the same way into the same part of a request. */
export const haveSameCarrier = (one: SecurityScheme, other: SecurityScheme): boolean =>
  toCarrier(one) === toCarrier(other);

/**
 * Lists the alternatives in which wrong credentials of the scheme must be rejected, because the valid credentials of
 * the other schemes satisfy no other alternative.
 */
export function listDecisiveAlternatives(
  security: Security,
  scheme: SecurityScheme,
): (readonly SecurityScheme[])[] {
  const carrier = toCarrier(scheme);
  return security.filter((schemes) => {
    const carriers = new Set(schemes.map(toCarrier));
    return (
      carriers.delete(carrier) &&
      !security.some((other) => other.every((each) => carriers.has(toCarrier(each))))
    );
  });
}

/**
 * Lists the schemes whose credentials can be tested separately, in document order: one for each part of the request.
 */
export function listTestableSchemes(security: Security): SecurityScheme[] {
  const schemes = new Map<string, SecurityScheme>();
  for (const scheme of security.flat()) {
    const isTestable = findCredentialKind(scheme) && listDecisiveAlternatives(security, scheme).length > 0;
    if (isTestable && !schemes.has(toCarrier(scheme))) schemes.set(toCarrier(scheme), scheme);
  }
  return [...schemes.values()];
}

/** Whether a parameter carries the credentials of a scheme. The client sets these, so messages do not contain them. */
export const isCredentialParameter = (
  security: Security,
  parameter: Pick<Parameter, 'in' | 'name'>,
): boolean =>
  security.flat().some(
    (scheme) =>
      scheme.type === 'apiKey' &&
      scheme.in === parameter.in &&
      // names of header fields are case-insensitive (RFC 9110 section 5.1)
      (scheme.parameter === parameter.name ||
        (parameter.in === 'header' && scheme.parameter?.toLowerCase() === parameter.name.toLowerCase())),
  );

/** The environment variable that holds the credentials of a scheme: `CONFORMANCE_CREDENTIAL_API_KEY`. */
export const toCredentialVariable = (scheme: string): string =>
  `CONFORMANCE_CREDENTIAL_${scheme.toUpperCase().replace(/\W+/g, '_')}`;

/** The environment variable that holds another user's credentials of a scheme: `CONFORMANCE_OTHER_CREDENTIAL_API_KEY`. */
export const toOtherCredentialVariable = (scheme: string): string =>
  toCredentialVariable(scheme).replace('CREDENTIAL', 'OTHER_CREDENTIAL');
