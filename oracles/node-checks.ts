import type { Clause } from '../spec/clauses/clause.ts';
import type { SchemaPointer } from '../spec/json.ts';
import { listErrorPointers } from '../spec/json-schema/error-pointers.ts';
import { type FalseSubschema, listFalseSubschemas } from '../spec/json-schema/false-subschemas.ts';
import type { ValueType } from '../spec/json-schema/keywords/definition.ts';
import { describeExpected } from '../spec/json-schema/keywords/describe.ts';
import { keywords } from '../spec/json-schema/keywords/keywords.ts';
import { findMatcher, type Matcher } from '../spec/json-schema/regular-expressions/matcher.ts';
import type { SchemaObject } from '../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import { classifyUnion, type UnionKind } from '../spec/json-schema/union.ts';
import { memoize } from '../spec/memoize.ts';
import { type Judging, keywordJudging } from './keyword-judging.ts';

/** What a schema node requires, precomputed in the form that `judge-shape.ts` needs for every exchange. */
export interface NodeChecks {
  assertions: readonly AssertionCheck[];
  /** The properties that responses should omit, with their clauses. */
  writeOnly: readonly { name: string; clause: Clause }[];
  properties: readonly { name: string; node: SchemaNode }[];
  patterns: readonly { pattern: Matcher; node: SchemaNode }[];
  additionalProperties: SchemaNode | undefined;
  /**
   * Whether `properties` or `patternProperties` covers the property, so that `additionalProperties` does not apply
   * (JSON Schema core, section 10.3.2.3).
   */
  isListed(name: string): boolean;
  prefixItems: ReadonlyMap<string | number | undefined, SchemaNode>;
  items: SchemaNode | undefined;
  /** The nodes of `unevaluatedProperties` and `unevaluatedItems`. */
  unevaluated: readonly SchemaNode[];
  unions: readonly Union[];
  /** The nodes of `allOf`, and those of `dependentSchemas` with the property whose presence makes them apply. */
  inPlace: readonly { node: SchemaNode; dependsOn?: string }[];
  condition: SchemaNode | undefined;
}

/** A clause that is violated exactly if ajv reports an error for it. */
export interface AssertionCheck {
  clause: Clause;
  judging: Judging;
  appliesTo: readonly ValueType[];
  /** The property that the clause of `required` names. */
  name?: string;
  /** The format that the clause of `format` names. */
  format?: string;
  expected: string;
  /** The schema pointers of ajv's errors that violate the clause. */
  schemaPointers: readonly SchemaPointer[];
}

/** An `anyOf` or `oneOf`, and what distinguishes its branches. */
export interface Union {
  keyword: 'anyOf' | 'oneOf';
  branches: readonly SchemaNode[];
  kind: UnionKind;
  expected: string;
  clause: Clause | undefined;
  discriminatorClause: Clause | undefined;
  /** The clause that the branch which the discriminator selects accepts the value. */
  selectedBranchClause: Clause | undefined;
}

/** Returns the checks of a node; undefined if its schema is `true` or `false`. */
export const getChecks = memoize((node: SchemaNode) =>
  typeof node.schema === 'boolean' ? undefined : createChecks(node, node.schema),
);

function createChecks(node: SchemaNode, schema: SchemaObject): NodeChecks {
  const edges = (keyword: string) => node.edges.filter((edge) => edge.keyword === keyword);
  const patternEdges = edges('patternProperties');
  const patterns = patternEdges.flatMap(({ key, node: child }) => {
    const pattern = findMatcher(String(key));
    return pattern ? [{ pattern, node: child }] : [];
  });
  const hasUnusablePattern = patterns.length < patternEdges.length;
  return {
    assertions: [...node.clauses].flatMap(([key, clause]) => createAssertionCheck(node, schema, key, clause)),
    writeOnly: [...node.clauses].flatMap(([key, clause]) => {
      const [keyword, ...name] = key.split('/');
      return keyword === 'writeOnly' ? [{ name: name.join('/'), clause }] : [];
    }),
    properties: edges('properties').map(({ key, node: child }) => ({ name: String(key), node: child })),
    patterns,
    additionalProperties: findChild(node, 'additionalProperties'),
    isListed: (name) =>
      hasUnusablePattern ||
      Object.hasOwn(schema.properties ?? {}, name) ||
      patterns.some(({ pattern }) => pattern.test(name)),
    prefixItems: new Map(edges('prefixItems').map(({ key, node: child }) => [key, child])),
    items: findChild(node, 'items'),
    unevaluated: [...edges('unevaluatedProperties'), ...edges('unevaluatedItems')].map((edge) => edge.node),
    unions: (['anyOf', 'oneOf'] as const).flatMap((keyword) =>
      schema[keyword] ? [createUnion(node, schema, keyword)] : [],
    ),
    inPlace: node.edges.flatMap(({ keyword, key, node: child }) => {
      if (keyword === 'allOf') return [{ node: child }];
      return keyword === 'dependentSchemas' ? [{ node: child, dependsOn: String(key) }] : [];
    }),
    condition: findChild(node, 'if'),
  };
}

function createAssertionCheck(
  node: SchemaNode,
  schema: SchemaObject,
  key: string,
  clause: Clause,
): AssertionCheck[] {
  const { keyword } = clause;
  const falseSubschema = key.startsWith('false')
    ? listFalseSubschemas(schema).find(({ clauseKey }) => clauseKey === key)
    : undefined;
  if (falseSubschema) return [createFalseCheck(node, clause, falseSubschema)];
  const judging = keyword && keywordJudging[keyword];
  if (!keyword || !judging || judging === 'branch' || judging === 'no clause') return [];
  return [
    {
      clause,
      judging,
      appliesTo: keyword === 'format' ? [typeWithFormat(schema)] : keywords[keyword].appliesTo,
      ...(keyword === 'required' && { name: key.slice('required/'.length) }),
      ...(keyword === 'format' && schema.format !== undefined && { format: schema.format }),
      expected: describeExpected(schema, keyword) ?? clause.description,
      schemaPointers: listErrorPointers(node, key),
    },
  ];
}

/** Creates the check that the value has no part to which a subschema applies that accepts nothing. */
const createFalseCheck = (
  node: SchemaNode,
  clause: Clause,
  { keyword, clauseKey }: FalseSubschema,
): AssertionCheck => ({
  clause,
  judging: 'error at a part',
  appliesTo: keywords[keyword].appliesTo,
  expected: 'absent',
  schemaPointers: listErrorPointers(node, clauseKey),
});

const typeWithFormat = ({ type }: SchemaObject): ValueType =>
  type === 'number' || type === 'integer' ? 'number' : 'string';

function createUnion(node: SchemaNode, schema: SchemaObject, keyword: Union['keyword']): Union {
  return {
    keyword,
    branches: node.edges.filter((edge) => edge.keyword === keyword).map((edge) => edge.node),
    kind: classifyUnion(schema, keyword),
    expected: describeExpected(schema, keyword) ?? '',
    clause: node.clauses.get(keyword),
    discriminatorClause: node.clauses.get('discriminator'),
    selectedBranchClause: node.clauses.get('selected-branch'),
  };
}
