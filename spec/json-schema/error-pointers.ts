import { joinPointer, type SchemaPointer } from '../json.ts';
import { memoize } from '../memoize.ts';
import { getErrorPointer, listFalseSubschemas } from './false-subschemas.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * Clauses whose violation ajv reports under another keyword. ajv runs without `discriminator`, so a wrong tag is
 * reported as a union without a valid branch, or with several.
 */
const reportedKeywords: Readonly<Record<string, readonly string[]>> = {
  'strict-format': ['format'],
  discriminator: ['anyOf', 'oneOf'],
};

/** Lists the schema pointers of the errors that ajv reports if a value violates this clause of the node. */
export function listErrorPointers(node: SchemaNode, clauseKey: string): readonly SchemaPointer[] {
  const known = listPointersByKey(node);
  const pointers = known.get(clauseKey) ?? findErrorPointers(node, clauseKey);
  known.set(clauseKey, pointers);
  return pointers;
}

const listPointersByKey = memoize((_: SchemaNode) => new Map<string, readonly SchemaPointer[]>());

function findErrorPointers(node: SchemaNode, clauseKey: string): SchemaPointer[] {
  if (clauseKey.startsWith('false')) return listFalsePointers(node, clauseKey);
  if (clauseKey === 'prefixItems') return listPrefixPointers(node);
  const keywords = clauseKey.startsWith('required/')
    ? ['required']
    : (reportedKeywords[clauseKey] ?? [clauseKey]);
  // If a component consists only of a reference to another one, ajv reports errors at the keywords of the other.
  const schemaPointer = node.message.contract.pointerTo(node.schema) ?? node.schemaPointer;
  return keywords.map((keyword) => joinPointer(schemaPointer, keyword));
}

const listFalsePointers = (node: SchemaNode, clauseKey: string): SchemaPointer[] =>
  listFalseSubschemas(node.schema)
    .filter((subschema) => subschema.clauseKey === clauseKey)
    .map((subschema) => getErrorPointer(node, subschema));

function listPrefixPointers(node: SchemaNode): SchemaPointer[] {
  const { prefixItems = [] } = typeof node.schema === 'object' ? node.schema : {};
  return prefixItems.flatMap((schema, key) =>
    schema === false ? [getErrorPointer(node, { keyword: 'prefixItems', key, schema })] : [],
  );
}
