import { isObject, type Json, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';

/** The objects of OpenAPI that can hold schemas or references. */
export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'callback'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'encoding'
  | 'schema'
  | 'securityScheme'
  | 'example'
  | 'link';

/** What a field holds: an object, a list of them, or a map of them by name. */
type Content = Kind | { list: Kind } | { map: Kind };

const content = {
  schema: 'schema',
  content: { map: 'mediaType' },
  examples: { map: 'example' },
} as const satisfies Record<string, Content>;

/**
 * The fields of each object (OpenAPI 3.1.1 section 4.8, JSON Schema 2020-12 core section 10). Whatever is not here is
 * a literal value or an extension: a `$ref` in it is not a reference, a `nullable` not a keyword.
 */
const grammar: Record<Kind, Record<string, Content>> = {
  document: { components: 'components', paths: { map: 'pathItem' }, webhooks: { map: 'pathItem' } },
  components: {
    schemas: { map: 'schema' },
    responses: { map: 'response' },
    parameters: { map: 'parameter' },
    examples: { map: 'example' },
    requestBodies: { map: 'requestBody' },
    headers: { map: 'header' },
    securitySchemes: { map: 'securityScheme' },
    links: { map: 'link' },
    callbacks: { map: 'callback' },
    pathItems: { map: 'pathItem' },
  },
  pathItem: {
    parameters: { list: 'parameter' },
    get: 'operation',
    put: 'operation',
    post: 'operation',
    delete: 'operation',
    options: 'operation',
    head: 'operation',
    patch: 'operation',
    trace: 'operation',
  },
  operation: {
    parameters: { list: 'parameter' },
    requestBody: 'requestBody',
    responses: { map: 'response' },
    callbacks: { map: 'callback' },
  },
  callback: {},
  parameter: content,
  header: content,
  requestBody: { content: { map: 'mediaType' } },
  response: { headers: { map: 'header' }, content: { map: 'mediaType' }, links: { map: 'link' } },
  mediaType: { schema: 'schema', examples: { map: 'example' }, encoding: { map: 'encoding' } },
  encoding: { headers: { map: 'header' } },
  schema: {
    allOf: { list: 'schema' },
    anyOf: { list: 'schema' },
    oneOf: { list: 'schema' },
    not: 'schema',
    if: 'schema',
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: 'schema',
    else: 'schema',
    dependentSchemas: { map: 'schema' },
    prefixItems: { list: 'schema' },
    items: 'schema',
    contains: 'schema',
    properties: { map: 'schema' },
    patternProperties: { map: 'schema' },
    additionalProperties: 'schema',
    propertyNames: 'schema',
    unevaluatedItems: 'schema',
    unevaluatedProperties: 'schema',
    contentSchema: 'schema',
    $defs: { map: 'schema' },
    definitions: { map: 'schema' },
  },
  securityScheme: {},
  example: {},
  link: {},
};

/** The methods that a path item can have. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

export interface Place {
  kind: Kind;
  value: JsonObject;
  at: SchemaPointer;
}

/** Among paths and among responses, `x-…` is an extension; among properties and components it is a name like any. */
const isExtension = (kind: Kind, at: SchemaPointer): boolean =>
  (kind === 'pathItem' || kind === 'response') && at.slice(at.lastIndexOf('/') + 1).startsWith('x-');

/** The objects that a field's value holds. */
function held(value: Json, content: Content, at: SchemaPointer): Place[] {
  if (typeof content === 'string') return isObject(value) ? [{ kind: content, value, at }] : [];
  if (typeof value !== 'object' || value === null) return [];
  if ('list' in content !== Array.isArray(value)) return [];
  const kind = 'list' in content ? content.list : content.map;
  const places: Place[] = [];
  for (const [name, item] of Object.entries<Json>(value)) {
    if (!isObject(item)) continue;
    const place = joinPointer(at, name);
    if (!isExtension(kind, place)) places.push({ kind, value: item, at: place });
  }
  return places;
}

function children({ kind, value, at }: Place): Place[] {
  // The names of a callback are expressions, each for a path item.
  if (kind === 'callback') return held(value, { map: 'pathItem' }, at);
  const fields = grammar[kind];
  const below: Place[] = [];
  for (const name of Object.keys(value)) {
    const content = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (content !== undefined)
      for (const place of held(value[name] ?? null, content, joinPointer(at, name))) below.push(place);
  }
  return below;
}

/**
 * Every object of the document that can hold schemas or references, parents first, in the document's order. References
 * are not followed. Iterative: a document may be deep. With `seen`, an object is visited once: for dereferenced documents.
 */
export function* places(document: JsonObject, seen?: Set<object>): Generator<Place> {
  const stack: Place[] = [{ kind: 'document', value: document, at: '#' }];
  for (let place = stack.pop(); place; place = stack.pop()) {
    if (seen?.has(place.value)) continue;
    seen?.add(place.value);
    yield place;
    // After its visitor, which may have rewritten it. One by one: a spread of very many arguments ends the stack.
    for (const child of children(place).reverse()) stack.push(child);
  }
}
