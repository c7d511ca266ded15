import { isJsonObject, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { ObjectKind } from './object-fields.ts';
import { type DocumentObject, walkObjects } from './walk-objects.ts';

/** A part of a document that the suite does not test. */
export interface UnsupportedPart {
  /** The name of the field or method: `querystring`. */
  name: string;
  pointer: SchemaPointer;
  /** What is not tested: "the parameters in `querystring`". */
  description: string;
}

/** The fields of OpenAPI 3.2 that change what a server must do, by the object that has them. */
const untestedFields: Partial<Record<ObjectKind, Readonly<Record<string, string>>>> = {
  pathItem: { query: 'the method QUERY', additionalOperations: 'methods that OpenAPI 3.1 does not have' },
  mediaType: {
    itemSchema: 'the items of a sequence',
    itemEncoding: 'the encoding of items',
    prefixEncoding: 'the encoding of items by position',
  },
};

/** The fields of OpenAPI 3.2 that describe without requiring anything of a server. */
const descriptiveFields: Partial<Record<ObjectKind, readonly string[]>> = {
  document: ['$self'],
  response: ['summary'],
  example: ['dataValue', 'serializedValue'],
  securityScheme: ['oauth2MetadataUrl', 'deprecated'],
};

/**
 * Rewrites an OpenAPI 3.2 document as OpenAPI 3.1, in place. All pointers stay valid.
 * @returns the parts that OpenAPI 3.1 cannot express, which are removed
 */
export function downgradeDocument(document: JsonObject): UnsupportedPart[] {
  if (!String(document.openapi).startsWith('3.2.')) return [];
  document.openapi = '3.1.1';
  const parts: UnsupportedPart[] = [];
  for (const object of walkObjects(document)) {
    parts.push(...removeUntestedFields(object), ...removeQuerystring(object));
    rewriteSameMeaning(object);
    for (const name of descriptiveFields[object.kind] ?? []) delete object.value[name];
  }
  for (const object of [document, ...listTags(document)]) removeFields(object);
  return parts;
}

function* removeUntestedFields({ kind, value, pointer }: DocumentObject): Generator<UnsupportedPart> {
  for (const [name, description] of Object.entries(untestedFields[kind] ?? {})) {
    if (!Object.hasOwn(value, name)) continue;
    delete value[name];
    yield { name, pointer: joinPointer(pointer, name), description };
  }
}

/** A parameter in `querystring` describes the whole query. */
function* removeQuerystring({ value, pointer }: DocumentObject): Generator<UnsupportedPart> {
  const { parameters } = value;
  const lists = Array.isArray(parameters) ? [parameters] : [];
  for (const list of lists) {
    for (const [index, parameter] of list.entries())
      if (isJsonObject(parameter) && parameter.in === 'querystring')
        yield {
          name: 'querystring',
          pointer: joinPointer(pointer, 'parameters', index),
          description: `the query as a whole, which the parameter \`${parameter.name}\` describes`,
        };
    const isKept = (item: unknown) => !(isJsonObject(item as JsonObject) && (item as JsonObject).in === 'querystring');
    value.parameters = list.filter(isKept);
  }
}
