import { isJsonObject, type Json, type JsonObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { ObjectKind } from './object-fields.ts';
import { getReference } from './reference.ts';
import { resolveObject } from './resolve-pointer.ts';
import { type DocumentObject, walkObjects } from './walk-objects.ts';

/** A part of an OpenAPI 3.2 document that the suite does not test, because OpenAPI 3.1 cannot express it. */
export interface UnsupportedPart {
  /** The name of the field or method: `querystring`. */
  name: string;
  pointer: SchemaPointer;
  /** What is not tested: "the parameters in `querystring`". */
  description: string;
}

/** The fields of OpenAPI 3.2 that change what a server must do, by the type of object that has them. */
const untestedFields: Partial<Record<ObjectKind, Readonly<Record<string, string>>>> = {
  pathItem: { query: 'the method QUERY', additionalOperations: 'methods that OpenAPI 3.1 does not have' },
  mediaType: {
    itemSchema: 'the items of a sequence',
    itemEncoding: 'the encoding of items',
    prefixEncoding: 'the encoding of items by position',
  },
};

/** The fields of OpenAPI 3.2 that only document the API, so that they can be removed without loss. */
const descriptiveFields: Partial<Record<ObjectKind, readonly string[]>> = {
  document: ['$self'],
  response: ['summary'],
  example: ['dataValue', 'serializedValue'],
  securityScheme: ['oauth2MetadataUrl', 'deprecated'],
};

/**
 * Rewrites an OpenAPI 3.2 document as OpenAPI 3.1, in place. All pointers stay valid.
 * @returns the removed parts, which OpenAPI 3.1 cannot express
 */
export function downgradeDocument(document: JsonObject): UnsupportedPart[] {
  if (!String(document.openapi).startsWith('3.2.')) return [];
  document.openapi = '3.1.1';
  const parts: UnsupportedPart[] = [];
  // A parameter is removed from the lists that refer to it before it is removed from the components.
  for (const { value, pointer } of walkObjects(document))
    parts.push(...removeQuerystring(document, value, pointer));
  for (const object of walkObjects(document)) {
    inlineMediaType(document, object);
    parts.push(...removeUntestedFields(object));
    removeDescriptiveFields(object);
  }
  if (isJsonObject(document.components)) delete document.components.mediaTypes;
  return parts;
}

/** Replaces a reference to a media type by its target, because OpenAPI 3.1 has no such references. */
function inlineMediaType(document: JsonObject, { kind, value, pointer }: DocumentObject): void {
  if (kind !== 'mediaType' || getReference(value) === undefined) return;
  const target = resolveObject(document, pointer);
  if (target === undefined) return;
  delete value.$ref;
  Object.assign(value, structuredClone(target.value));
}

/** Removes a parameter in `querystring`, which describes the whole query and not one parameter of it. */
function* removeQuerystring(
  document: JsonObject,
  value: JsonObject,
  pointer: SchemaPointer,
): Generator<UnsupportedPart> {
  const { parameters } = value;
  const isQuerystring = (name: string | number): boolean =>
    resolveObject(document, joinPointer(pointer, 'parameters', name))?.value.in === 'querystring';
  if (Array.isArray(parameters)) {
    for (const index of parameters.keys())
      if (isQuerystring(index)) {
        const description = 'the query as a whole, which a parameter in `querystring` describes';
        yield { name: 'querystring', pointer: joinPointer(pointer, 'parameters', index), description };
      }
    value.parameters = parameters.filter((_, index) => !isQuerystring(index));
  }
  if (isJsonObject(parameters))
    for (const name of Object.keys(parameters)) if (isQuerystring(name)) delete parameters[name];
}

function* removeUntestedFields({ kind, value, pointer }: DocumentObject): Generator<UnsupportedPart> {
  for (const [name, description] of Object.entries(untestedFields[kind] ?? {})) {
    if (!Object.hasOwn(value, name)) continue;
    delete value[name];
    yield { name, pointer: joinPointer(pointer, name), description };
  }
}

function removeDescriptiveFields({ kind, value }: DocumentObject): void {
  if (kind === 'example' && value.dataValue !== undefined) value.value ??= value.dataValue;
  if (kind === 'response' && getReference(value) === undefined) value.description ??= '';
  if (kind === 'parameter' && value.style === 'cookie') delete value.style; // as `form`, without percent-encoding
  // A value without a known tag is judged by the default schema: the tag decides nothing alone.
  if (kind === 'schema' && hasField(value.discriminator, 'defaultMapping')) delete value.discriminator;
  if (kind === 'securityScheme' && isJsonObject(value.flows)) delete value.flows.deviceAuthorization;
  for (const name of descriptiveFields[kind] ?? []) delete value[name];
  for (const item of listObjects(value.tags))
    for (const name of ['summary', 'parent', 'kind']) delete item[name];
  for (const item of listObjects(value.servers)) delete item.name;
}

const hasField = (value: Json | undefined, name: string): boolean =>
  isJsonObject(value) && Object.hasOwn(value, name);

const listObjects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];
