import { joinPointer } from '../json.ts';
import { typesOf } from '../json-schema/schema.ts';
import { listNodes, type SchemaNode } from '../json-schema/schema-node.ts';
import type { Clause } from './clause.ts';

/** What a server must take because the schema allows it: one feature of a request at one place. */
export interface AcceptanceClause {
  clause: Clause;
  feature: Feature;
  /** The place: a property's schema with the object that holds it, or the object itself. */
  node: SchemaNode;
}

export type Feature = (typeof features)[number]['name'];

interface FeatureRow {
  name: string;
  /** Whether the schema at this place allows it, so that there is something to ask. */
  of(node: SchemaNode): boolean;
  keyword: string;
  says: string;
  level?: 'SHOULD';
}

const schemaHas = (node: SchemaNode, keyword: string): boolean =>
  typeof node.schema === 'object' && node.schema[keyword] !== undefined;
const isType = (node: SchemaNode, type: 'null' | 'object'): boolean =>
  typeof node.schema === 'object' && (typesOf(node.schema)?.includes(type) ?? false);
const isOpen = (node: SchemaNode): boolean =>
  typeof node.schema === 'object' && node.schema.additionalProperties !== false;

/** What is asked of a request schema, beside that its least valid bodies are taken. */
const features = [
  {
    name: 'null',
    keyword: 'type',
    says: 'may be null',
    of: (node) => isType(node, 'null') && node.label !== '',
  },
  {
    name: 'shortest',
    keyword: 'minLength',
    says: 'may be as short as allowed',
    of: (node) => schemaHas(node, 'minLength'),
  },
  {
    name: 'longest',
    keyword: 'maxLength',
    says: 'may be as long as allowed',
    of: (node) => schemaHas(node, 'maxLength'),
  },
  {
    name: 'variety',
    keyword: 'format',
    says: 'may have every optional part of its format',
    of: (node) => typeof node.schema === 'object' && node.schema.format === 'uri',
  },
  {
    name: 'any-scheme',
    keyword: 'format',
    says: 'may have any scheme, as its format allows',
    level: 'SHOULD',
    of: (node) => typeof node.schema === 'object' && node.schema.format === 'uri',
  },
  {
    name: 'extra',
    keyword: 'additionalProperties',
    says: 'may have properties beyond the listed',
    of: (node) => isType(node, 'object') && isOpen(node) && node.impliedBy !== 'tag',
  },
] as const satisfies readonly FeatureRow[];

/** The acceptance clauses of a request: each branch's least body, and each feature at each place. */
export function acceptanceClauses(root: SchemaNode): AcceptanceClause[] {
  return listNodes(root).flatMap((node) =>
    node.isTruncated ? [] : features.filter((row) => row.of(node)).map((row) => accept(node, row)),
  );
}

function accept(node: SchemaNode, row: FeatureRow & { name: Feature }): AcceptanceClause {
  const subject = node.label === '' ? 'the body' : `\`${node.label}\``;
  const { operation } = node.message;
  const clause: Clause = {
    id: `${operation}/${node.path}:accepts-${row.name}`,
    level: row.level ?? 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: schemaHas(node, row.keyword)
      ? joinPointer(node.schemaPointer, row.keyword)
      : node.schemaPointer,
    description: `${subject} ${row.says}`,
  };
  return { clause, feature: row.name, node };
}

/** The schemas between which the whole body chooses: of a top-level union its branches, else the schema itself. */
export function bodyBranches(root: SchemaNode): SchemaNode[] {
  const branches = root.edges
    .filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
    .map(({ node }) => node);
  return branches.length > 0 ? branches.flatMap(bodyBranches) : [root];
}

/** The clause that a branch's least valid body is taken. */
export function acceptedClause(branch: SchemaNode): Clause {
  const { operation } = branch.message;
  const says = `a valid body with no more than ${branch.name} requires is accepted`;
  return {
    id: `${operation}/${branch.path}:accepted`,
    level: 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: branch.schemaPointer,
    description: says,
  };
}

/** The clause that whatever else the schema allows is taken too. */
export function anyAcceptedClause(root: SchemaNode): Clause {
  const { operation } = root.message;
  const id = `${operation}/${root.path}:accepts-any`;
  return {
    id,
    level: 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: root.schemaPointer,
    description: 'every valid body is accepted',
  };
}
