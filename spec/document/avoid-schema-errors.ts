import { isObject, type JsonObject } from '../json.ts';
import type { ObjectKind } from './object-fields.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/**
 * What the parser's schemas of OpenAPI reject although OpenAPI allows it, or although it has one clear meaning, by the
 * type of object that has it.
 */
const rewrites: Partial<Record<ObjectKind, (value: JsonObject) => void>> = {
  document({ info, servers }) {
    // A license needs neither `identifier` nor `url` (OpenAPI 3.1.1 section 4.8.4).
    if (isObject(info) && isObject(info.license) && info.license.identifier === undefined)
      info.license.url ??= '';
    removeDescriptions(servers);
  },
  pathItem(value) {
    delete value.$ref; // of a Path Item Object, which may have other fields too (section 4.8.9)
    removeDescriptions(value.servers);
  },
  operation: ({ servers }) => removeDescriptions(servers),
  link(value) {
    if (isObject(value.server)) delete value.server; // section 4.8.20
  },
  securityScheme(value) {
    // Names of authentication schemes are case-insensitive (RFC 9110 section 11.1).
    if (typeof value.scheme === 'string') value.scheme = value.scheme.toLowerCase();
  },
  schema(value) {
    // JSON Schema allows it since draft 6, and its meaning is clear: nothing is required.
    if (Array.isArray(value.required) && value.required.length === 0) delete value.required;
  },
  encoding({ headers }) {
    // The values are Header Objects or Reference Objects (OpenAPI 3.0.4 section 4.7.15.1).
    for (const [name, header] of Object.entries(isObject(headers) ? headers : {}))
      if (isObject(headers) && isObject(header) && getReference(header)) headers[name] = { schema: {} };
  },
};

/**
 * Rewrites a document in place, so that the parser's schemas of OpenAPI 3.0.3 and 3.1.0, which contain errors, reject no
 * usable part of it. Pointers stay valid.
 */
export function avoidSchemaErrors(document: JsonObject): void {
  for (const { kind, value } of walkObjects(document)) {
    if (kind !== 'schema' && kind !== 'pathItem') removeSiblings(value);
    rewrites[kind]?.(value);
  }
}

/** Removes the fields next to `$ref`, which are ignored (OpenAPI 3.1.1 section 4.8.23). */
function removeSiblings(value: JsonObject): void {
  if (getReference(value) === undefined) return;
  for (const name of Object.keys(value)) if (name !== '$ref') delete value[name];
}

/** Removes the descriptions of server variables, which the schema calls `descriptions` (section 4.8.6). */
function removeDescriptions(servers: unknown): void {
  for (const server of Array.isArray(servers) ? servers : [])
    for (const variable of Object.values(isObject(server?.variables) ? server.variables : {}))
      if (isObject(variable) && typeof variable.description === 'string') delete variable.description;
}
