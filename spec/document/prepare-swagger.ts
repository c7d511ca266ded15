import { isJsonObject, type Json, type JsonObject, valueAt } from '../json.ts';
import { convertFormParameters } from './form-parameters.ts';
import { METHODS } from './object-fields.ts';
import { getReference } from './reference.ts';

/**
 * Rewrites a Swagger 2.0 document, in place, to avoid errors of the converter: it prefers the document's media types to
 * an operation's, drops constraints of form parameters and references to body parameters, and keeps fields that OpenAPI
 * 3.0 does not have.
 */
export function prepareSwagger(document: JsonObject): void {
  const { consumes, produces } = document;
  for (const pathItem of listPathItems(document)) {
    const shared = readParameters(document, pathItem.parameters);
    delete pathItem.parameters;
    for (const operation of listMethods(pathItem)) {
      delete operation.schemes;
      operation.consumes ??= consumes ?? ['application/json'];
      operation.produces ??= produces ?? ['application/json'];
      const own = readParameters(document, operation.parameters);
      operation.parameters = [...shared.filter((parameter) => !own.some(isSameAs(parameter))), ...own];
      convertFormParameters(operation);
      inlineResponses(document, operation);
    }
  }
  for (const field of ['consumes', 'produces', 'parameters', 'responses']) delete document[field];
  if (document.host === undefined) delete document.schemes;
  rewriteDiscriminators(document);
}

const isSameAs = (one: JsonObject) => (other: JsonObject) => one.name === other.name && one.in === other.in;

/** Lists the operations of a Swagger 2.0 or OpenAPI 3 document. */
export const listSwaggerOperations = (document: JsonObject): JsonObject[] =>
  listPathItems(document).flatMap(listMethods);

const listPathItems = ({ paths }: JsonObject): JsonObject[] =>
  isJsonObject(paths)
    ? Object.entries(paths).flatMap(([path, item]) =>
        path.startsWith('/') && isJsonObject(item) ? [item] : [],
      )
    : [];

const listMethods = (pathItem: JsonObject): JsonObject[] =>
  METHODS.map((method) => pathItem[method]).filter(isJsonObject);

/**
 * Returns the parameters of a list. References are replaced by copies of their targets, which may be body parameters.
 */
const readParameters = (document: JsonObject, list: Json | undefined): JsonObject[] =>
  (Array.isArray(list) ? list : []).filter(isJsonObject).map((parameter) => copyTarget(document, parameter));

/** Replaces references to shared responses by copies, because the media types differ between operations. */
function inlineResponses(document: JsonObject, { responses }: JsonObject): void {
  if (!isJsonObject(responses)) return;
  for (const [status, response] of Object.entries(responses)) {
    if (!isJsonObject(response)) continue;
    const copy = copyTarget(document, response);
    responses[status] = copy;
    // Header Objects of OpenAPI 3.0 have no `collectionFormat`: their style is always `simple`, which is `csv`.
    for (const header of Object.values(isJsonObject(copy.headers) ? copy.headers : {}))
      if (isJsonObject(header)) delete header.collectionFormat;
  }
}

/** Returns a copy of the target of an internal reference. Any other object is copied itself. */
function copyTarget(document: JsonObject, object: JsonObject): JsonObject {
  const reference = getReference(object);
  const target = reference?.startsWith('#/') ? valueAt(document, reference) : undefined;
  // a part of a JSON document
  return structuredClone(isJsonObject(target as Json | undefined) ? (target as JsonObject) : object);
}

/** Rewrites the `discriminator`, which is a property name in Swagger 2.0, as the object of OpenAPI 3.0. */
function rewriteDiscriminators(value: Json | undefined): void {
  if (Array.isArray(value)) for (const item of value) rewriteDiscriminators(item);
  if (!isJsonObject(value)) return;
  const { discriminator, properties } = value;
  if (typeof discriminator === 'string' && isJsonObject(properties))
    value.discriminator = { propertyName: discriminator };
  for (const item of Object.values(value)) rewriteDiscriminators(item);
}
