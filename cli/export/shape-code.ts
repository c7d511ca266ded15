import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import { keywords } from '../../spec/json-schema/keywords/keywords.ts';
import { toleratesNull, typesOf } from '../../spec/json-schema/schema.ts';
import { type Edge, isUnion, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { classifyUnion } from '../../spec/json-schema/union.ts';
import { keywordConditions, writeTypeTest } from './keyword-conditions.ts';
import { quoteProperty, quoteText } from './quote-code.ts';

/** The check of a clause about a part of a JSON body, as code. */
export interface ShapeCode {
  /** The status whose response the clause describes. */
  status: string;
  /** The functions that select the values of the clause, from the body inwards: `getProperty('customer')`. */
  steps: string[];
  /** The condition that each `value` meets. */
  condition: string;
}

/**
 * Writes the check of a clause that a keyword of a response body states. Returns undefined if a few plain conditions
 * cannot express it: where only validation selects the branch of a union, or the condition of the keyword is more
 * than one expression.
 */
export function writeShape({ responses }: OperationModel, clauseId: string): ShapeCode | undefined {
  for (const [status, root] of responses) {
    if (!/^\d{3}$/.test(status)) continue;
    const found = findClause(root, clauseId, [], new Set());
    if (found) return writeNode(status, found);
  }
  return undefined;
}

/** A node with the edges that lead to it, and the key of one of its clauses. */
interface FoundClause {
  node: SchemaNode;
  edges: readonly { parent: SchemaNode; edge: Edge }[];
  key: string;
}

function findClause(
  node: SchemaNode,
  clauseId: string,
  edges: FoundClause['edges'],
  seen: Set<SchemaNode>,
): FoundClause | undefined {
  if (seen.has(node)) return undefined;
  seen.add(node);
  for (const [key, { id }] of node.clauses) if (id === clauseId) return { node, edges, key };
  for (const edge of node.edges) {
    if (keywords[edge.keyword].subschemas?.isTest) continue;
    const found = findClause(edge.node, clauseId, [...edges, { parent: node, edge }], seen);
    if (found) return found;
  }
  return undefined;
}

function writeNode(status: string, { node, edges, key }: FoundClause): ShapeCode | undefined {
  const { schema } = node;
  const keyword = node.clauses.get(key)?.keyword;
  if (typeof schema === 'boolean' || keyword === undefined) return undefined;
  const condition = keywordConditions[keyword]?.(schema, key.slice('required/'.length));
  const steps = edges.map(writeStep);
  if (condition === undefined || steps.includes(undefined)) return undefined;
  const { appliesTo } = keywords[keyword];
  const types = keyword === 'format' ? (['string'] as const) : appliesTo;
  return {
    status,
    steps: [
      ...steps.filter((step) => step !== undefined && step !== ''),
      ...(toleratesNull(schema) ? ['keepIf((value) => value !== null)'] : []),
      ...(appliesTo.length < 6 ? [`keepIf((value) => ${writeTypeTest(types)})`] : []),
    ].map(String),
    condition,
  };
}

/** Writes one step into the body; empty if the subschema applies to the same value, undefined if it is not supported. */
function writeStep({ parent, edge }: FoundClause['edges'][number]): string | undefined {
  const { keyword, key, node } = edge;
  if (keyword === 'properties') return `getProperty(${quoteText(String(key))})`;
  if (keyword === 'items') return hasPrefix(parent) ? undefined : 'getItems';
  if (keyword === 'allOf') return '';
  return isUnion(keyword) ? writeBranch(parent, node, keyword === 'anyOf' ? 'anyOf' : 'oneOf') : undefined;
}

const hasPrefix = ({ schema }: SchemaNode): boolean =>
  typeof schema === 'object' && schema.prefixItems !== undefined;

/** Writes the selection of the values for which a branch is meant. */
function writeBranch(
  { schema: union }: SchemaNode,
  { schema, tag }: SchemaNode,
  keyword: 'anyOf' | 'oneOf',
): string | undefined {
  if (typeof union === 'boolean' || typeof schema === 'boolean') return undefined;
  const kind = classifyUnion(union, keyword);
  if (kind === 'type') return `keepIf((value) => ${writeTypeTest(typesOf(schema) ?? [])})`;
  if (kind === 'shape' || tag === undefined || tag.values.length === 0) return undefined;
  return `select((value) => [${tag.values.map(quoteText).join(', ')}].includes(value?.${quoteProperty(tag.property)}))`;
}
