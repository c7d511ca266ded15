import type { Clause, Family } from '../clauses/clause.ts';
import type { SchemaPointer } from '../json.ts';
import type { Contract } from '../openapi/contract.ts';
import { type ApplicatorKeyword, keywords } from './keywords/keywords.ts';
import type { Direction, Schema } from './schema.ts';

/**
 * A schema and the part of a message to which it applies. Clauses, mutations and checks are all derived from the tree
 * of these nodes. If a schema contains itself, the edge leads back to the ancestor's node, so the tree is finite.
 */
export interface SchemaNode {
  readonly schema: Schema;
  readonly schemaPointer: SchemaPointer;
  /** The permanent name of the node, with which the ids of its clauses begin: `201/customer@individual/email`. */
  readonly path: string;
  /** The name of the schema in texts for users: that of its component, or else its type. */
  readonly name: string;
  /** The name of the value in texts for users: `customer.tax_id[1]`. */
  readonly label: string;
  /**
   * Set if the clause of this kind (`type`, `tag`) is omitted, because it always holds where the node applies: the type
   * or the discriminator tag has selected the branch. `false`: a clause of the parent node already forbids the value.
   */
  readonly impliedBy?: 'type' | 'tag' | 'false';
  /** The discriminator property and the values of it that select this branch. Set on branches with a discriminator. */
  readonly tag?: { property: string; values: string[] };
  readonly message: MessageContext;
  /**
   * The names of properties that the message omits: `readOnly` ones in requests, `writeOnly` ones in responses.
   * Includes those declared by other schemas that apply to the same value.
   */
  readonly hiddenNames: ReadonlySet<string>;
  /**
   * Explains why no value satisfies the schema, or a schema that contains it. No message can be judged by the node
   * then.
   */
  readonly contradiction?: string;
  /** The edges to the nodes of all direct subschemas. */
  readonly edges: readonly Edge[];
  /**
   * The clauses of this node by keyword. Those of `required` have one key for each property, such as `required/email`.
   */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Set if the tree has reached its maximum size: the node then has neither edges nor clauses. */
  readonly isTruncated: boolean;
}

export interface Edge {
  keyword: ApplicatorKeyword;
  key?: string | number;
  node: SchemaNode;
}

/** Whether the keyword is that of a union, `anyOf` or `oneOf`. */
export const isUnion = (keyword: string): boolean => keyword === 'anyOf' || keyword === 'oneOf';

/** Returns the branches of the unions of a schema. */
export const listBranches = ({ edges }: SchemaNode): SchemaNode[] =>
  edges.filter(({ keyword }) => isUnion(keyword)).map(({ node }) => node);

/** The message that a schema tree describes: a body, a parameter or a header of one operation. */
export interface MessageContext {
  operation: string;
  /** The first part of all paths in the tree: `request`, `request/query.limit`, `201`, `422`, … */
  root: string;
  /** The label of the root node; empty for a body. */
  label?: string;
  direction: Direction;
  family: Family;
  contract: Contract;
}

/** Lists the names that the node's `required` demands, without properties that the message omits. */
export const listRequiredNames = ({ schema, hiddenNames }: SchemaNode): string[] =>
  typeof schema === 'object' ? (schema.required ?? []).filter((name) => !hiddenNames.has(name)) : [];

/** Returns the node to which the edge of a keyword (and key) leads. */
export function findChild(
  node: SchemaNode,
  keyword: ApplicatorKeyword,
  key?: string | number,
): SchemaNode | undefined {
  return node.edges.find((edge) => edge.keyword === keyword && edge.key === key)?.node;
}

/**
 * Lists all nodes whose clauses messages must satisfy, each once, in document order. Skips schemas that are only tests,
 * such as `if`.
 */
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
