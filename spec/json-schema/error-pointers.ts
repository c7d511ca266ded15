import { joinPointer, type SchemaPointer } from '../json.ts';
import { getErrorPointer, listFalseSubschemas } from './false-subschemas.ts';
import type { SchemaNode } from './schema-node.ts';

/**
 * Clauses that ajv reports under other keywords than their own. ajv runs without `discriminator`: it reports that no
 * schema of the union is valid, or more than one.
 */
const reportedKeywords: Readonly<Record<string, readonly string[]>> = {
  'strict-format': ['format'],
  discriminator: ['anyOf', 'oneOf'],
};

/** Lists the schema pointers of the keywords that ajv reports if this clause of the node is violated. */
export function listErrorPointers(node: SchemaNode, clauseKey: string): SchemaPointer[] {
  if (clauseKey.startsWith('false')) return listFalsePointers(node, clauseKey);
  if (clauseKey === 'prefixItems') return listPrefixPointers(node);
  const keywords = clauseKey.startsWith('required/')
    ? ['required']
    : (reportedKeywords[clauseKey] ?? [clauseKey]);
  // If a component is only a reference to another, ajv reports keywords of the other.
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
