import { joinPointer, type SchemaPointer } from '../json.ts';
import { memoize } from '../memoize.ts';
import type { ApplicatorKeyword } from './keywords/keywords.ts';
import { listSubschemas, type Subschema } from './keywords/subschemas.ts';
import type { Schema, SchemaObject } from './schema.ts';
import type { SchemaNode } from './schema-node.ts';

/** The descriptions of clauses that a subschema accepts nothing, by the keyword that contains the subschema. */
const descriptions: Partial<Record<ApplicatorKeyword, (subject: string, key: string) => string>> = {
  properties: (subject, key) => `${subject} has no property \`${key}\``,
  patternProperties: (subject, key) => `${subject} has no property whose name matches ${key}`,
  dependentSchemas: (subject, key) => `${subject} has no property \`${key}\`, whose schema is false`,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: (subject) => `${subject} is a value that the schema under \`if\` rejects`,
  else: (subject) => `${subject} is a value that the schema under \`if\` accepts`,
};

/** A subschema that accepts nothing, and therefore acts as an assertion of the schema that contains it. */
export interface FalseSubschema extends Subschema {
  /**
   * The key of its clause in the containing node. The clause forbids any part of the value to which the subschema
   * applies.
   */
  clauseKey: string;
  describe(subject: string): string;
}

/**
 * Lists the subschemas that accept nothing, except those under keywords with their own clause for `false`, such as
 * `items`.
 */
export const listFalseSubschemas = (schema: Schema): readonly FalseSubschema[] =>
  typeof schema === 'boolean' ? [] : listInObject(schema);

const listInObject = memoize((schema: SchemaObject): readonly FalseSubschema[] =>
  listSubschemas(schema).flatMap((subschema) => {
    const describe = descriptions[subschema.keyword];
    if (describe === undefined || !isFalseSubschema(subschema)) return [];
    return [
      {
        ...subschema,
        clauseKey: `false${subschema.step}`,
        describe: (subject: string) => describe(subject, String(subschema.key)),
      },
    ];
  }),
);

/** Whether a clause of the containing schema covers the subschema, because it accepts nothing. */
export const isFalseSubschema = ({ keyword, schema }: Subschema): boolean =>
  descriptions[keyword] !== undefined && acceptsNothing(schema);

/** Whether the schema is `false`, or the negation of a schema without keywords. */
function acceptsNothing(schema: Schema): boolean {
  if (typeof schema === 'boolean') return !schema;
  const { not } = schema;
  return not === true || (typeof not === 'object' && Object.keys(not).length === 0);
}

/**
 * Returns the schema pointer of the error that ajv reports for a false subschema: `rewriteForAjv` writes it as `{ not:
 * {} }`.
 */
export function getErrorPointer(
  node: SchemaNode,
  { schema, keyword, key }: Pick<Subschema, 'schema' | 'keyword' | 'key'>,
): SchemaPointer {
  const { contract } = node.message;
  const parent = contract.pointerTo(node.schema) ?? node.schemaPointer;
  const own = joinPointer(parent, keyword, ...(key === undefined ? [] : [key]));
  return joinPointer(contract.pointerTo(schema) ?? own, 'not');
}
