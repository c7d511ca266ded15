import { joinPointer } from '../json.ts';
import type { Keyword } from '../json-schema/keywords/keywords.ts';
import { describeSubject } from '../json-schema/node-label.ts';
import { isFreeText, typesOf } from '../json-schema/schema.ts';
import { listBranches, listNodes, type SchemaNode } from '../json-schema/schema-node.ts';
import { isReferenceName } from '../openapi/path-names.ts';
import type { Clause } from './clause.ts';

/**
 * A feature of requests that the schema allows at one node, such as null or an empty list. The server must accept it.
 */
export interface AcceptanceClause {
  clause: Clause;
  feature: Feature;
  /**
   * The schema node of the property that has the feature; for the feature `extra`, of the object that has extra
   * properties.
   */
  node: SchemaNode;
}

export type Feature = (typeof features)[number]['name'] | 'present';

interface FeatureDefinition {
  name: string;
  /** The keyword of the schema from which the clause is derived. */
  keyword: Keyword;
  predicate: string;
  level?: 'SHOULD';
  isAllowedAt(node: SchemaNode): boolean;
}

const hasKeyword = ({ schema }: SchemaNode, keyword: Keyword): boolean =>
  typeof schema === 'object' && schema[keyword] !== undefined;
const allowsType = ({ schema }: SchemaNode, type: 'null' | 'object' | 'string'): boolean =>
  typeof schema === 'object' && (typesOf(schema)?.includes(type) ?? false);
const hasFormat = ({ schema }: SchemaNode, format: string): boolean =>
  typeof schema === 'object' && schema.format === format;
const isUri = (node: SchemaNode): boolean => hasFormat(node, 'uri');
/** Whether the node is a property that may have any text of two characters. Texts that name a resource may not. */
const isFreeProperty = (node: SchemaNode): boolean =>
  allowsType(node, 'string') &&
  isFreeText(node.schema) &&
  (typeof node.schema === 'boolean' || (node.schema.maxLength ?? 2) > 1) &&
  node.label !== '' &&
  !isReferenceName(node.label.replace(/(\[\d*\])+$/, ''));
const isOpen = ({ schema }: SchemaNode): boolean =>
  typeof schema === 'object' && schema.additionalProperties !== false;

const features = [
  {
    name: 'null',
    keyword: 'type',
    predicate: 'may be null',
    isAllowedAt: (node) => allowsType(node, 'null') && node.label !== '',
  },
  {
    name: 'shortest',
    keyword: 'minLength',
    predicate: 'may have its minimum length',
    isAllowedAt: (node) => hasKeyword(node, 'minLength'),
  },
  {
    name: 'longest',
    keyword: 'maxLength',
    predicate: 'may have its maximum length',
    isAllowedAt: (node) => hasKeyword(node, 'maxLength'),
  },
  {
    name: 'minimum',
    keyword: 'minimum',
    predicate: 'may be its minimum',
    isAllowedAt: (node) => hasKeyword(node, 'minimum'),
  },
  {
    name: 'maximum',
    keyword: 'maximum',
    predicate: 'may be its maximum',
    isAllowedAt: (node) => hasKeyword(node, 'maximum'),
  },
  {
    name: 'values',
    keyword: 'enum',
    predicate: 'may be each of its values',
    isAllowedAt: (node) => hasKeyword(node, 'enum') && node.impliedBy !== 'tag',
  },
  {
    name: 'variety',
    keyword: 'format',
    predicate: 'may have every optional part of its format',
    isAllowedAt: isUri,
  },
  {
    name: 'any-scheme',
    keyword: 'format',
    predicate: 'may have any scheme, as its format allows',
    level: 'SHOULD',
    isAllowedAt: isUri,
  },
  {
    name: 'any-offset',
    keyword: 'format',
    predicate: 'may have any offset from UTC',
    level: 'SHOULD',
    isAllowedAt: (node) => hasFormat(node, 'date-time') && !hasKeyword(node, 'pattern'),
  },
  {
    name: 'leap-day',
    keyword: 'format',
    predicate: 'may be 29 February of a leap year',
    level: 'SHOULD',
    isAllowedAt: (node) => hasFormat(node, 'date') && !hasKeyword(node, 'pattern'),
  },
  {
    name: 'plus-sign',
    keyword: 'format',
    predicate: 'may have a plus sign before the `@`',
    level: 'SHOULD',
    isAllowedAt: (node) => hasFormat(node, 'email') && !hasKeyword(node, 'pattern'),
  },
  {
    name: 'any-character',
    keyword: 'type',
    predicate: 'may have characters beyond ASCII',
    level: 'SHOULD',
    isAllowedAt: isFreeProperty,
  },
  {
    name: 'most-items',
    keyword: 'maxItems',
    predicate: 'may have its maximum number of items',
    level: 'SHOULD',
    isAllowedAt: (node) => hasKeyword(node, 'maxItems'),
  },
  {
    name: 'extra',
    keyword: 'additionalProperties',
    predicate: 'may have additional properties',
    isAllowedAt: (node) => allowsType(node, 'object') && isOpen(node) && node.impliedBy !== 'tag',
  },
] as const satisfies readonly FeatureDefinition[];

/** The feature "the optional property is present", for properties to which no other feature applies. */
const presence = {
  name: 'present',
  keyword: 'properties',
  predicate: 'may be present',
  isAllowedAt: () => true,
} as const satisfies FeatureDefinition;

/** Derives one acceptance clause for each feature that each schema node of a request allows. */
export function deriveAcceptanceClauses(root: SchemaNode): AcceptanceClause[] {
  const nodes = listNodes(root).filter((node) => !node.isTruncated);
  const optional = new Set(nodes.flatMap(listOptionalProperties));
  return nodes.flatMap((node) => {
    const allowed = features.filter((feature) => feature.isAllowedAt(node));
    const isTested = allowed.some(({ level }: FeatureDefinition) => level !== 'SHOULD');
    const shown = !isTested && optional.has(node) && !hasBranches(node) ? [presence, ...allowed] : allowed;
    return shown.map((feature) => createAcceptanceClause(node, feature));
  });
}

const hasBranches = ({ edges }: SchemaNode): boolean =>
  edges.some(({ keyword }) => ['allOf', 'anyOf', 'oneOf'].includes(keyword));

function listOptionalProperties({ schema, edges }: SchemaNode): SchemaNode[] {
  const required = typeof schema === 'object' ? (schema.required ?? []) : [];
  return edges
    .filter(({ keyword, key }) => keyword === 'properties' && !required.includes(String(key)))
    .map(({ node }) => node);
}

function createAcceptanceClause(
  node: SchemaNode,
  { name, keyword, level, predicate }: FeatureDefinition & { name: Feature },
): AcceptanceClause {
  const { operation } = node.message;
  const clause: Clause = {
    id: `${operation}/${node.path}:accepts-${name}`,
    level: level ?? 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: hasKeyword(node, keyword) ? joinPointer(node.schemaPointer, keyword) : node.schemaPointer,
    description: `${describeSubject(node.label)} ${predicate}`,
  };
  return { clause, feature: name, node };
}

/** Lists the alternative schemas of the whole body: the branches of top-level unions, or else the schema itself. */
export function listBodyBranches(root: SchemaNode): SchemaNode[] {
  const branches = listBranches(root);
  return branches.length > 0 ? branches.flatMap(listBodyBranches) : [root];
}

/** Creates the clause that the server accepts a body with only the required properties of the branch. */
export function createAcceptedClause(branch: SchemaNode): Clause {
  const { operation } = branch.message;
  return {
    id: `${operation}/${branch.path}:accepted`,
    level: 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: branch.schemaPointer,
    description: `a valid body with only what ${branch.name} requires is accepted`,
  };
}

/** Creates the clause that the server accepts every valid body. It covers combinations that no other clause covers. */
export function createAnyAcceptedClause(root: SchemaNode): Clause {
  const { operation } = root.message;
  return {
    id: `${operation}/${root.path}:accepts-any`,
    level: 'MUST',
    family: 'valid requests',
    operation,
    schemaPointer: root.schemaPointer,
    description: 'every valid body is accepted',
  };
}

/** Lists the branches of unions below the body whose values are objects. */
export function listInnerBranches(root: SchemaNode): SchemaNode[] {
  const bodyBranches = listBodyBranches(root);
  return listNodes(root)
    .flatMap(listBranches)
    .filter((node) => isObjectBranch(node) && !bodyBranches.includes(node));
}

const isObjectBranch = (node: SchemaNode): boolean => node.tag !== undefined || allowsType(node, 'object');

/**
 * Creates the clause that the server accepts a value of a branch inside the body. It is SHOULD, because a generated value
 * may refer to something that does not exist.
 */
export function createBranchAcceptedClause({
  message,
  path,
  label,
  name,
  schemaPointer,
}: SchemaNode): Clause {
  return {
    id: `${message.operation}/${path}:accepted`,
    level: 'SHOULD',
    family: 'valid requests',
    operation: message.operation,
    schemaPointer,
    description: `\`${label}\` as ${name} is accepted in a valid request`,
  };
}
