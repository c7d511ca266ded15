import { joinPointer, type SchemaPointer } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';

/**
 * Clauses that ajv reports under other keywords than their own. ajv runs without `discriminator`: it reports that no
 * schema of the union is valid, or more than one.
 */
const reportedKeywords: Readonly<Record<string, readonly string[]>> = {
  'strict-format': ['format'],
  discriminator: ['anyOf', 'oneOf'],
};

/** Lists the schema pointers of the keywords that ajv reports if this clause of the node is violated. */
export function listKeywordPointers(node: SchemaNode, clauseKey: string): SchemaPointer[] {
  const keywords = clauseKey.startsWith('required/')
    ? ['required']
    : (reportedKeywords[clauseKey] ?? [clauseKey]);
  // If a component is only a reference to another, ajv reports keywords of the other.
  const schemaPointer = node.message.contract.pointerTo(node.schema) ?? node.schemaPointer;
  return keywords.map((keyword) => joinPointer(schemaPointer, keyword));
}
