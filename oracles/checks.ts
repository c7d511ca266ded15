import type { Clause } from '../spec/clauses/clause.ts';
import type { Json, SchemaPointer } from '../spec/json.ts';
import { joinPointer } from '../spec/json.ts';
import { jsonType } from '../spec/json-schema/json-type.ts';
import type { SchemaObject, SchemaType } from '../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import { type UnionKind, unionKind } from '../spec/json-schema/union.ts';
import { memoize } from '../spec/memoize.ts';

/** The kind of value that a keyword speaks of; of others it says nothing. */
export type Kind = Exclude<SchemaType, 'integer'>;

/** A clause of shape that ajv judges. */
export interface Assertion {
  clause: Clause;
  keyword: string;
  /** Undefined: of any value. */
  kind: Kind | undefined;
  /** The property that `required` names. */
  name?: string;
  /** The keyword's place in the document, which ajv's errors name. */
  at: SchemaPointer;
}

/** An `anyOf` or `oneOf` with what tells its branches apart. */
export interface Union {
  keyword: 'anyOf' | 'oneOf';
  node: SchemaNode;
  branches: readonly SchemaNode[];
  kind: UnionKind;
  clause: Clause | undefined;
  /** The clause of its discriminator. */
  tag: Clause | undefined;
}

/** What one node asks of a value: put together once, since every exchange comes by. */
export interface Checks {
  assertions: readonly Assertion[];
  properties: readonly { name: string; node: SchemaNode }[];
  patterns: readonly { pattern: RegExp; node: SchemaNode }[];
  /** `additionalProperties`. */
  others: SchemaNode | undefined;
  /** Whether a property is not of the others (JSON Schema core, 10.3.2.3). */
  isListed(name: string): boolean;
  prefix: ReadonlyMap<string | number | undefined, SchemaNode>;
  items: SchemaNode | undefined;
  unions: readonly Union[];
  /** `allOf`, and `dependentSchemas` with the property that calls them. */
  parts: readonly { node: SchemaNode; calledBy?: string }[];
  condition: SchemaNode | undefined;
}

/** The kind of value that each keyword speaks of (JSON Schema 2020-12 validation, section 6). */
const kinds: Readonly<Record<string, Kind>> = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  contains: 'array',
  minProperties: 'object',
  maxProperties: 'object',
  additionalProperties: 'object',
  propertyNames: 'object',
  dependentRequired: 'object',
  required: 'object',
};

const kindOfFormat = ({ type }: SchemaObject): Kind =>
  type === 'number' || type === 'integer' ? 'number' : 'string';

export function kindOf(value: Json): Kind {
  const type = jsonType(value);
  return type === 'integer' ? 'number' : type;
}

const judgedByChoice = ['anyOf', 'oneOf', 'discriminator'];

/** The checks of a node; undefined where its schema is `true` or `false`. */
export const checksOf = memoize((node: SchemaNode) =>
  typeof node.schema === 'boolean' ? undefined : makeChecks(node, node.schema),
);

function makeChecks(node: SchemaNode, schema: SchemaObject): Checks {
  const edges = (keyword: string) => node.edges.filter((edge) => edge.keyword === keyword);
  const patterns = edges('patternProperties').map(({ key, node: child }) => ({
    pattern: new RegExp(String(key), 'u'),
    node: child,
  }));
  return {
    assertions: [...node.clauses].flatMap(([key, clause]) => assertionsOf(node, schema, key, clause)),
    properties: edges('properties').map(({ key, node: child }) => ({ name: String(key), node: child })),
    patterns,
    others: findChild(node, 'additionalProperties'),
    isListed: (name) =>
      Object.hasOwn(schema.properties ?? {}, name) || patterns.some(({ pattern }) => pattern.test(name)),
    prefix: new Map(edges('prefixItems').map(({ key, node: child }) => [key, child])),
    items: findChild(node, 'items'),
    unions: (['anyOf', 'oneOf'] as const).flatMap((keyword) =>
      schema[keyword] ? [unionOf(node, schema, keyword)] : [],
    ),
    parts: node.edges.flatMap(({ keyword, key, node: child }) => {
      if (keyword === 'allOf') return [{ node: child }];
      return keyword === 'dependentSchemas' ? [{ node: child, calledBy: String(key) }] : [];
    }),
    condition: findChild(node, 'if'),
  };
}

function assertionsOf(node: SchemaNode, schema: SchemaObject, key: string, clause: Clause): Assertion[] {
  const { keyword } = clause;
  if (!keyword || judgedByChoice.includes(keyword)) return [];
  const name = keyword === 'required' ? { name: key.slice('required/'.length) } : {};
  const kind = keyword === 'format' ? kindOfFormat(schema) : kinds[keyword];
  return [{ clause, keyword, kind, ...name, at: joinPointer(node.schemaPointer, keyword) }];
}

function unionOf(node: SchemaNode, schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): Union {
  return {
    keyword,
    node,
    branches: node.edges.filter((edge) => edge.keyword === keyword).map((edge) => edge.node),
    kind: unionKind(schema, keyword),
    clause: node.clauses.get(keyword),
    tag: node.clauses.get('discriminator'),
  };
}
