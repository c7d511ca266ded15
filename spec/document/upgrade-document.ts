import type { JsonObject } from '../json.ts';
import { getReference } from './reference.ts';
import { walkObjects } from './walk-objects.ts';

/** Rewrites the schemas of an OpenAPI 3.0 document as JSON Schema 2020-12, in place. All pointers stay valid. */
export function upgradeDocument(document: JsonObject): void {
  if (!String(document.openapi).startsWith('3.0.')) return;
  document.openapi = '3.1.1';
  for (const { kind, value } of walkObjects(document)) {
    if (getReference(value) !== undefined) removeReferenceSiblings(value);
    else if (kind === 'schema') upgradeSchema(value);
  }
}

/** OpenAPI 3.0.4 section 4.7.23: siblings of `$ref` are ignored. */
function removeReferenceSiblings(value: JsonObject): void {
  for (const name of Object.keys(value)) if (name !== '$ref') delete value[name];
}

function upgradeSchema(schema: JsonObject): void {
  for (const [keyword, upgrade] of Object.entries(upgrades))
    if (Object.hasOwn(schema, keyword)) upgrade(schema);
}

type Upgrade = (schema: JsonObject) => void;

/** The keywords that differ between OpenAPI 3.0 and JSON Schema 2020-12 (OpenAPI 3.0.4 section 4.7.24). */
const upgrades: Record<string, Upgrade> = {
  /** `nullable` has no effect without `type`, and an `enum` must list null itself. */
  nullable(schema) {
    if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
    delete schema.nullable;
  },
  exclusiveMinimum: upgradeExclusive('exclusiveMinimum', 'minimum'),
  exclusiveMaximum: upgradeExclusive('exclusiveMaximum', 'maximum'),
  example(schema) {
    if (schema.example !== undefined) schema.examples = [schema.example];
    delete schema.example;
  },
};

/** Upgrades a boolean `exclusiveMinimum` or `exclusiveMaximum` to a number. */
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
