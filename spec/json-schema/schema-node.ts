import type { Clause, Family } from '../clauses/clause.ts';
import type { SchemaPointer } from '../json.ts';
import type { Contract } from '../openapi/contract.ts';
import { type ApplicatorKeyword, keywords } from './keywords/keywords.ts';
import type { Direction, Schema } from './schema.ts';

/**
 * A schema at one place of a message. Clauses, mutations and checks are all derived from the tree of these nodes.
 * Where a schema contains itself, the edge leads back to the node above, so the tree is finite.
 */
export interface SchemaNode {
  readonly schema: Schema;
  readonly schemaPointer: SchemaPointer;
  /** Permanent name of the node: `201/customer@individual/email`. */
  readonly path: string;
  /** The schema in messages: the name of its component, or else its type. */
  readonly name: string;
  /** The value in messages: `customer.tax_id[1]`. */
  readonly label: string;
  /**
   * The selection of this branch already implies that the value is valid here, so the node has no such clause. `false`:
   * the clause of the node above already forbids the value.
   */
  readonly impliedBy?: 'type' | 'tag' | 'false';
  /** The discriminating property and its values, when a discriminator leads here. */
  readonly tag?: { property: string; values: string[] };
  readonly message: MessageContext;
  /** The properties that the message omits, as this schema or one that applies to the same value declares. */
  readonly hiddenNames: ReadonlySet<string>;
  /**
   * Why no value satisfies the schema or one that contains it, so that neither a request nor a response can be judged
   * by it.
   */
  readonly contradiction?: string;
  /** Every direct subschema. */
  readonly edges: readonly Edge[];
  /** The clauses of this node by keyword; those of `required` by `required/<name>`. */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** The tree has reached its largest size: this node has neither edges nor clauses. */
  readonly isTruncated: boolean;
}

export interface Edge {
  keyword: ApplicatorKeyword;
  key?: string | number;
  node: SchemaNode;
}

/** A body, a parameter or a header of one operation. */
export interface MessageContext {
  operation: string;
  /** The beginning of every path: `request`, `request/query.limit`, `201`, `422`, … */
  root: string;
  /** The label of the root; that of a body is empty. */
  label?: string;
  direction: Direction;
  family: Family;
  contract: Contract;
}

/** The names that the node requires, except those of properties that the message omits. */
export const listRequiredNames = ({ schema, hiddenNames }: SchemaNode): string[] =>
  typeof schema === 'object' ? (schema.required ?? []).filter((name) => !hiddenNames.has(name)) : [];

/** The node that an edge of this keyword (and key) leads to. */
export function findChild(
  node: SchemaNode,
  keyword: ApplicatorKeyword,
  key?: string | number,
): SchemaNode | undefined {
  return node.edges.find((edge) => edge.keyword === keyword && edge.key === key)?.node;
}

/** All nodes of the tree whose clauses bind the message, each once, in document order. */
export function listNodes(root: SchemaNode): SchemaNode[] {
  const seen = new Set<SchemaNode>();
  const visit = (node: SchemaNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const edge of node.edges) if (!keywords[edge.keyword].subschemas?.isTest) visit(edge.node);
  };
  visit(root);
  return [...seen];
}
