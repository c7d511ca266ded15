import SwaggerParser from '@apidevtools/swagger-parser';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject, type SchemaPointer } from '../json.ts';
import { avoidSchemaErrors } from './avoid-schema-errors.ts';
import type { UnlocatedDefect } from './defect.ts';
import { LIMITS } from './limits.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/** Describes why a value is not a supported OpenAPI document; undefined if it is one. */
export function describeUnsupported(value: Json): string | undefined {
  if (!isObject(value)) return 'is not an object, as an OpenAPI document must be';
  if (value.swagger !== undefined && !/^2(\.0)?$/.test(String(value.swagger)))
    return `is Swagger ${JSON.stringify(value.swagger)}: only 2.0 is supported`;
  if (value.swagger === undefined && value.openapi === undefined)
    return 'has neither `openapi` nor `swagger`: it is not an OpenAPI document';
  if (value.swagger === undefined && !/^"3\.[012]\.\d+"$/.test(JSON.stringify(value.openapi)))
    return `is OpenAPI ${JSON.stringify(value.openapi)}: only 3.0.x, 3.1.x and 3.2.x are supported`;
  if (![value.paths, value.webhooks].some((items) => isObject(items) && Object.keys(items).length > 0))
    return 'has no paths: there is nothing to test';
  return undefined;
}

/** Validates a document against the schema of its OpenAPI version, without following references. */
export async function findStructuralDefects(document: JsonObject): Promise<UnlocatedDefect[]> {
  // The parser knows only these patch versions, and it modifies the document.
  const copy = {
    ...structuredClone(document),
    openapi: String(document.openapi).startsWith('3.0.') ? '3.0.3' : '3.1.0',
  };
  avoidSchemaErrors(copy);
  try {
    await SwaggerParser.validate(
      copy as never, // the parameter's type is that of a valid document, and an invalid one is reported
      { resolve: { external: false }, dereference: { excludedPathMatcher: () => true } },
    );
    return [];
  } catch (cause) {
    if (isObject(cause) && Array.isArray(cause.details))
      // errors of ajv: see validators/schema.js of swagger-parser
      return toDefects(cause.details as ErrorObject[], '#');
    return [{ schemaPointer: '#', description: cause instanceof Error ? cause.message : String(cause) }];
  }
}

let metaschema: Ajv2020 | undefined;

/**
 * Validates the schemas of an upgraded document against the meta-schema of JSON Schema 2020-12, because the schema of
 * OpenAPI 3.1 does not describe schemas.
 */
export function findSchemaDefects(document: JsonObject): UnlocatedDefect[] {
  metaschema ??= new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const defects: UnlocatedDefect[] = [];
  for (const { kind, value, pointer } of walkObjects(document)) {
    if (kind !== 'schema' || !isRootSchema(pointer) || getReference(value) !== undefined) continue;
    if (metaschema.validateSchema(value) === true) continue;
    defects.push(...toDefects(metaschema.errors ?? [], pointer));
    if (defects.length >= LIMITS.defects) break;
  }
  return defects;
}

/** Whether the pointer is that of a top-level schema: a component, or the value of a field named `schema`. */
function isRootSchema(pointer: SchemaPointer): boolean {
  return (
    /^#\/components\/schemas\/[^/]*$/.test(pointer) ||
    (pointer.endsWith('/schema') && !pointer.startsWith('#/components/schemas/'))
  );
}

/** Keywords whose errors only repeat the errors of their subschemas. */
const applicators = new Set(['if', 'anyOf', 'oneOf', 'not', '$ref', '$dynamicRef', 'unevaluatedProperties']);

function toDefects(errors: readonly ErrorObject[], root: SchemaPointer): UnlocatedDefect[] {
  const specific = errors.filter(({ keyword }) => !applicators.has(keyword));
  const defects = new Map<string, UnlocatedDefect>();
  for (const error of specific.length > 0 ? specific : errors) {
    // appending tokens to a pointer results in a pointer
    const schemaPointer = (root + error.instancePath) as SchemaPointer;
    const description = `${error.message}${formatParams(error)}`;
    if (defects.size < LIMITS.defects)
      defects.set(`${schemaPointer} ${description}`, { schemaPointer, description });
  }
  return [...defects.values()];
}

/** The parameters of ajv's errors that its messages omit. */
const omittedParams = ['allowedValues', 'additionalProperty', 'unevaluatedProperty'];

function formatParams({ params }: ErrorObject): string {
  const values = omittedParams.filter((name) => name in params).map((name) => JSON.stringify(params[name]));
  return values.length > 0 ? `: ${values.join(' ')}` : '';
}
