import type { JsonObject } from '../json.ts';
import type { ObjectKind } from './object-fields.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/** Rewrites the schemas of an OpenAPI 3.0 document as JSON Schema 2020-12, in place. All pointers stay valid. */
export function upgradeDocument(document: JsonObject): void {
  if (!String(document.openapi).startsWith('3.0.')) return;
  document.openapi = '3.1.1';
  for (const { kind, value } of walkObjects(document)) {
    if (getReference(value) !== undefined) removeReferenceSiblings(value, kind);
    else if (kind === 'schema') upgradeSchema(value);
  }
}

/**
 * Removes the siblings of a `$ref` (OpenAPI 3.0.4 section 4.7.23 ignores them), except `nullable`: it has no effect,
 * but its author meant it.
 */
function removeReferenceSiblings(value: JsonObject, kind: ObjectKind): void {
  const { $ref: reference, 'x-nullable': extension, nullable = extension } = value;
  for (const name of Object.keys(value)) if (name !== '$ref') delete value[name];
  if (kind !== 'schema' || nullable !== true || reference === undefined) return;
  delete value.$ref;
  Object.assign(value, { allOf: [{ $ref: reference }], nullable });
}

function upgradeSchema(schema: JsonObject): void {
  for (const [keyword, upgrade] of Object.entries(upgrades))
    if (Object.hasOwn(schema, keyword)) upgrade(schema);
}

type Upgrade = (schema: JsonObject) => void;

const inPlaceApplicators = ['allOf', 'anyOf', 'oneOf', 'not'];

/** Whether a keyword other than `type` may reject null, such as an `enum`. */
const rejectsNull = ({ enum: values, ...others }: JsonObject): boolean =>
  (Array.isArray(values) && !values.includes(null)) ||
  inPlaceApplicators.some((keyword) => Object.hasOwn(others, keyword));

/** The keywords that differ between OpenAPI 3.0 and JSON Schema 2020-12 (OpenAPI 3.0.4 section 4.7.24). */
const upgrades: Record<string, Upgrade> = {
  /**
   * `nullable` allows null in a schema with `type`, unless another keyword rejects null, such as an `enum` without
   * null. The keyword is then kept: its author meant null, so the validator tolerates null, and the lint rule
   * `nullable` reports it.
   */
  nullable(schema) {
    if (schema.nullable === true && (typeof schema.type !== 'string' || rejectsNull(schema))) return;
    if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
    delete schema.nullable;
  },
  /** Treats the common extension of Swagger 2.0, which has no `nullable`, like `nullable`. */
  'x-nullable'(schema) {
    schema.nullable ??= schema['x-nullable'] ?? false;
    delete schema['x-nullable'];
    upgrades.nullable?.(schema);
  },
  exclusiveMinimum: upgradeExclusive('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: upgradeExclusive('exclusiveMaximum', 'maximum'),
  example(schema) {
    if (schema.example !== undefined) schema.examples = [schema.example];
    delete schema.example;
  },
};

/** Creates the upgrade of a boolean `exclusiveMinimum` or `exclusiveMaximum` to a number. */
function upgradeExclusive(exclusive: string, inclusive: string): Upgrade {
  return (schema) => {
    if (typeof schema[exclusive] !== 'boolean') return;
    const limit = schema[exclusive] ? schema[inclusive] : undefined;
    delete schema[exclusive];
    if (limit === undefined) return;
    schema[exclusive] = limit;
    delete schema[inclusive];
  };
}
