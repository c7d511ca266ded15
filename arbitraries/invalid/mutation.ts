import type { InstancePointer, Json } from '../../spec/json.ts';
import type { ApplicatorKeyword, AssertionKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Validator } from '../../spec/openapi/contract.ts';

/** A valid value with one change that makes it invalid for a known reason. */
export interface Mutation {
  /** Id of the clause that the change was made to violate: the first of `clauses`. */
  clause: string;
  /** Ids of all violated clauses: under a union, one per branch in which nothing else is invalid. */
  clauses: readonly string[];
  keyword: string;
  /** The changed location; the former location of a removed property. */
  instancePointer: InstancePointer;
  /** The value before the change; absent if a property was added. */
  before?: Json;
  /** The value after the change; absent if a property was removed. */
  after?: Json;
  /** The whole value after the change. */
  body: Json;
  /** "`return_url` lacks its scheme". */
  description: string;
  /** SHOULD if a server may reasonably accept the value. */
  level: 'MUST' | 'SHOULD';
  /** The keyword and the kind of its change: `format/uri: no scheme`. */
  kind: string;
  /** Other keywords that the change violates at the same location. */
  otherKeywords: readonly string[];
}

/** What mutators need beyond the schema. */
export interface MutationContext {
  /** Validates the whole value. */
  validate: Validator;
  /**
   * Whether an invalid value stays invalid when it is sent as text, which has no types; true if absent. A server may read
   * a valid value from the text.
   */
  staysInvalid?(value: Json): boolean;
  /** Returns a few valid values of a schema, shortest first, always the same; none if the schema is unsupported. */
  sample(node: SchemaNode): readonly Json[];
}

/** A value that replaces another. */
export interface Replacement {
  /** What was done, in two or three words. Permanent: case ids contain it, and seeds and shrinking depend on it. */
  kind: string;
  /** What is wrong with the new value, as a predicate: "is null". */
  problem: string;
  after: Json;
}

/** One change that violates a keyword at one location. */
export interface Change extends Omit<Replacement, 'after'> {
  /** The changed location, relative to the value; absent if the value itself is replaced. */
  path?: readonly (string | number)[];
  /** Absent if the value at `path` is removed. */
  after?: Json;
  level?: 'SHOULD';
  /** The key of the clause in its node, if it is not the keyword. */
  clauseKey?: string;
}

/** The changes that violate one keyword. They may include valid values: every change is verified with ajv. */
export interface Mutator {
  keyword: AssertionKeyword | ApplicatorKeyword;
  mutate(value: Json, schema: SchemaObject, node: SchemaNode, context: MutationContext): Iterable<Change>;
}
