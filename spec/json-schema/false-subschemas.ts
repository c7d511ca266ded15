import { joinPointer, type SchemaPointer } from '../json.ts';
import { memoize } from '../memoize.ts';
import type { ApplicatorKeyword } from './keywords/keywords.ts';
import { listSubschemas, type Subschema } from './keywords/subschemas.ts';
import type { Schema, SchemaObject } from './schema.ts';
import type { SchemaNode } from './schema-node.ts';

/** How a clause describes that a subschema accepts nothing, by the keyword that leads to it. */
const descriptions: Partial<Record<ApplicatorKeyword, (subject: string, key: string) => string>> = {
  properties: (subject, key) => `${subject} has no property \`${key}\``,
  patternProperties: (subject, key) => `${subject} has no property whose name matches ${key}`,
  dependentSchemas: (subject, key) => `${subject} has no property \`${key}\`, whose schema is false`,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: (subject) => `${subject} is a value that the schema under \`if\` rejects`,
  else: (subject) => `${subject} is a value that the schema under \`if\` accepts`,
};

/** A subschema that accepts nothing, and so is an assertion of the schema that contains it. */
export interface FalseSubschema extends Subschema {
  /** The key of its clause in the node: no valid value has a part to which the subschema applies. */
  clauseKey: string;
  describe(subject: string): string;
}

/**
 * Lists the subschemas that accept nothing. `additionalProperties`, `items` and others have clauses of their own for
 * `false`.
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

/** Whether the subschema has a clause of the schema that contains it. */
export const isFalseSubschema = ({ keyword, schema }: Subschema): boolean =>
  descriptions[keyword] !== undefined && acceptsNothing(schema);

/** Whether the schema is `false`, or the negation of a schema without keywords. */
function acceptsNothing(schema: Schema): boolean {
  if (typeof schema === 'boolean') return !schema;
  const { not } = schema;
  return not === true || (typeof not === 'object' && Object.keys(not).length === 0);
}

/**
 * The pointer of the keyword that the validator reports for a false subschema: `rewriteForAjv` writes `false` as `{
 * not: {} }`.
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
