import { look, own, text, type View, type Viewed } from '../document/document-view.ts';
import { isObject, type Json, joinPointer } from '../json.ts';
import type { SecurityScheme } from './contract.ts';

const TYPES = ['http', 'apiKey', 'oauth2', 'openIdConnect', 'mutualTLS'] as const;
const PLACES = ['query', 'header', 'cookie'] as const;

/** The alternatives of an operation's security: its own, else the document's; an empty list: no credentials are needed. */
export function securityOf(view: View, operation: Viewed): SecurityScheme[][] {
  const given = own(operation.value, 'security') ?? own(view.document, 'security') ?? [];
  return Array.isArray(given)
    ? given.filter((item) => isObject(item)).map((item) => schemesOf(view, item))
    : [];
}

function schemesOf(view: View, requirement: Json): SecurityScheme[] {
  if (!isObject(requirement)) return [];
  return Object.entries(requirement).flatMap(([name, scopes]) => {
    const found = look(view, joinPointer('#', 'components', 'securitySchemes', name));
    const scheme = found && schemeOf(name, found, Array.isArray(scopes) ? scopes.map(String) : []);
    return scheme ? [scheme] : [];
  });
}

function schemeOf(name: string, { value, at }: Viewed, scopes: string[]): SecurityScheme | undefined {
  const type = TYPES.find((known) => known === value.type);
  if (!type) return undefined;
  const place = PLACES.find((known) => known === value.in);
  const { scheme } = text(value, 'scheme');
  const { name: parameter } = text(value, 'name');
  return {
    ...{ name, schemaPointer: at, type, scopes },
    ...(scheme === undefined ? {} : { scheme: scheme.toLowerCase() }),
    ...(type === 'apiKey' && place ? { in: place } : {}),
    ...(type === 'apiKey' && parameter !== undefined ? { parameter } : {}),
  };
}
