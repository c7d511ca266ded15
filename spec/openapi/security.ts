import { type ResolvedObject, resolveObject } from '../document/resolve-pointer.ts';
import { getOwn, isObject, type Json, type JsonObject, joinPointer, pickString } from '../json.ts';
import type { SecurityScheme } from './contract.ts';

const schemeTypes = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
const apiKeyLocations = ['query', 'header', 'cookie'] as const;

/** Returns the security alternatives of an operation, by default those of the document. Empty if no credentials are needed. */
export function readSecurity(document: JsonObject, operation: JsonObject): SecurityScheme[][] {
  const requirements = getOwn(operation, 'security') ?? getOwn(document, 'security') ?? [];
  return Array.isArray(requirements)
    ? requirements.filter((item) => isObject(item)).map((item) => readRequirement(document, item))
    : [];
}

function readRequirement(document: JsonObject, requirement: Json): SecurityScheme[] {
  if (!isObject(requirement)) return [];
  return Object.entries(requirement).flatMap(([name, scopes]) => {
    const object = resolveObject(document, joinPointer('#', 'components', 'securitySchemes', name));
    const scheme = object && readScheme(name, object, Array.isArray(scopes) ? scopes.map(String) : []);
    return scheme ? [scheme] : [];
  });
}

function readScheme(
  name: string,
  { value, pointer }: ResolvedObject,
  scopes: string[],
): SecurityScheme | undefined {
  const type = schemeTypes.find((known) => known === value.type);
  if (!type) return undefined;
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
