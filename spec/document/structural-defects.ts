import SwaggerParser from '@apidevtools/swagger-parser';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject, type SchemaPointer } from '../json.ts';
import type { Defect, SourceLine } from '../openapi/contract.ts';
import { MOST } from './compose.ts';
import { places } from './openapi-fields.ts';
import { referenceOf } from './resolve.ts';

type SourceOf = (at: SchemaPointer) => SourceLine;

/** Why the value is no document that the suite can read at all; undefined when it is one. */
export function whyNotOpenApi(value: Json): string | undefined {
  if (!isObject(value)) return 'is not an object, but an OpenAPI document is';
  if (value.swagger !== undefined) return `is Swagger ${value.swagger}; OpenAPI 3.0 and 3.1 can be read`;
  if (value.openapi === undefined) return 'has no `openapi`: it is not an OpenAPI document';
  if (!/^3\.[01]\.\d+$/.test(String(value.openapi)) || typeof value.openapi !== 'string') {
    return `is OpenAPI ${JSON.stringify(value.openapi)}; 3.0.x and 3.1.x can be read`;
  }
  if (!isObject(value.paths) || Object.keys(value.paths).length === 0)
    return 'has no paths: nothing can be tested';
  return undefined;
}

/** What OpenAPI's own schema says against the document, as it stands (no reference is followed). */
export async function structuralDefects(document: JsonObject, sourceOf: SourceOf): Promise<Defect[]> {
  // The parser knows versions by their full number and changes what it is given.
  const copy = {
    ...structuredClone(document),
    openapi: String(document.openapi).startsWith('3.0.') ? '3.0.3' : '3.1.0',
  };
  try {
    await SwaggerParser.validate(
      copy as never, // its type is that of a document already known to be valid
      { resolve: { external: false }, dereference: { excludedPathMatcher: () => true } },
    );
    return [];
  } catch (cause) {
    const details =
      isObject(cause) && Array.isArray(cause.details) ? (cause.details as ErrorObject[]) : undefined; // of ajv: swagger-parser's validators/schema.js
    if (details) return defectsFrom(details, '#', sourceOf);
    return [
      {
        schemaPointer: '#',
        source: sourceOf('#'),
        description: cause instanceof Error ? cause.message : String(cause),
      },
    ];
  }
}

let metaschema: Ajv2020 | undefined;

/**
 * What JSON Schema 2020-12's own schema says against the document's schemas: OpenAPI 3.1's leaves them to it. For a
 * document after its upgrade.
 */
export function schemaDefects(document: JsonObject, sourceOf: SourceOf): Defect[] {
  metaschema ??= new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  const defects: Defect[] = [];
  for (const { kind, value, at } of places(document)) {
    if (kind !== 'schema' || !isOutermost(at) || referenceOf(value) !== undefined) continue;
    if (metaschema.validateSchema(value) === true) continue;
    defects.push(...defectsFrom(metaschema.errors ?? [], at, sourceOf));
    if (defects.length >= MOST) break;
  }
  return defects;
}

/** A schema in no other: a component, or one that follows the word `schema`. */
function isOutermost(at: SchemaPointer): boolean {
  return (
    /^#\/components\/schemas\/[^/]*$/.test(at) ||
    (at.endsWith('/schema') && !at.startsWith('#/components/schemas/'))
  );
}

/** Errors that only sum up those of their branches. */
const summaries = new Set(['if', 'anyOf', 'oneOf', 'not', '$ref', '$dynamicRef', 'unevaluatedProperties']);

function defectsFrom(errors: readonly ErrorObject[], root: SchemaPointer, sourceOf: SourceOf): Defect[] {
  const telling = errors.filter(({ keyword }) => !summaries.has(keyword));
  const defects = new Map<string, Defect>();
  for (const error of telling.length > 0 ? telling : errors) {
    const at = (root + error.instancePath) as SchemaPointer; // a pointer below a pointer
    const says = `${error.message}${paramsOf(error)}`;
    if (defects.size < MOST)
      defects.set(`${at} ${says}`, { schemaPointer: at, source: sourceOf(at), description: says });
  }
  return [...defects.values()];
}

const told = ['allowedValues', 'additionalProperty', 'unevaluatedProperty'];

function paramsOf({ params }: ErrorObject): string {
  const words = told.filter((name) => name in params).map((name) => JSON.stringify(params[name]));
  return words.length > 0 ? `: ${words.join(' ')}` : '';
}
