import type { JsonObject } from '../json.ts';
import { places } from './openapi-fields.ts';
import { referenceOf } from './resolve.ts';

/** Rewrites a schema of OpenAPI 3.0 in place. */
type Rewrite = (schema: JsonObject) => void;

/** What OpenAPI 3.0 spells differently from JSON Schema 2020-12 (OpenAPI 3.0.4 section 4.7.24). */
const rewrites: Record<string, Rewrite> = {
  /** Without a `type`, `nullable` means nothing; an `enum` still has to list null. */
  nullable(schema) {
    if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
    delete schema.nullable;
  },
  exclusiveMinimum: bound('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: bound('exclusiveMaximum', 'maximum'),
  example(schema) {
    if (schema.example !== undefined) schema.examples = [schema.example];
    delete schema.example;
  },
};

function bound(exclusive: string, inclusive: string): Rewrite {
  return (schema) => {
    if (typeof schema[exclusive] !== 'boolean') return;
    const limit = schema[exclusive] ? schema[inclusive] : undefined;
    delete schema[exclusive];
    if (limit === undefined) return;
    schema[exclusive] = limit;
    delete schema[inclusive];
  };
}

/** Rewrites the schemas of an OpenAPI 3.0 document as JSON Schema 2020-12, in place: every pointer stays. */
export function upgrade(document: JsonObject): void {
  if (!String(document.openapi).startsWith('3.0.')) return;
  document.openapi = '3.1.1';
  for (const { kind, value } of places(document)) {
    if (referenceOf(value) !== undefined) keepOnlyReference(value);
    else if (kind === 'schema') upgradeSchema(value);
  }
}

function upgradeSchema(schema: JsonObject): void {
  for (const [keyword, rewrite] of Object.entries(rewrites))
    if (Object.hasOwn(schema, keyword)) rewrite(schema);
}

/** OpenAPI 3.0.4 section 4.7.23: what stands beside a `$ref` is ignored. */
function keepOnlyReference(value: JsonObject): void {
  for (const name of Object.keys(value)) if (name !== '$ref') delete value[name];
}
