import type { InstancePointer, Json } from '../../spec/json.ts';
import type { ApplicatorKeyword, AssertionKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Validator } from '../../spec/openapi/contract.ts';

/** A valid value with one change that makes it invalid for a known reason. */
export interface Mutation {
  /** Id of the clause that the change is meant to violate: the first of `clauses`. */
  clause: string;
  /**
   * Ids of all violated clauses. A value that violates a union violates a clause of each branch that has no other
   * errors.
   */
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
  /** A sentence for reports: "`return_url` lacks its scheme". */
  description: string;
  /** SHOULD if a server may reasonably accept the value. */
  level: 'MUST' | 'SHOULD';
  /** The keyword and the kind of change: `format/uri: no scheme`. */
  kind: string;
  /** Other keywords of the schema that the changed value violates too. */
  otherKeywords: readonly string[];
}

/** What mutators need to know besides the schema. */
export interface MutationContext {
  /** Validates a whole value with ajv. */
  validate: Validator;
  /**
   * Whether the value is still invalid when it is sent as text, from which a server may read a value of another type.
   * Absent for JSON bodies, which have types.
   */
  staysInvalid?(value: Json): boolean;
  /**
   * Returns a few valid values of a schema, shortest first, the same on each call; an empty list if generation is not
   * supported.
   */
  sample(node: SchemaNode): readonly Json[];
  /** Returns the other branches of the unions that have the node as a branch. */
  listOtherBranches(node: SchemaNode): readonly SchemaNode[];
}

/** An invalid value that replaces the valid value. */
export interface Replacement {
  /**
   * What the change is, in two or three words. Permanent: case ids contain it, and seeds and shrinking depend on it.
   */
  kind: string;
  /** What is wrong with the new value, as a predicate: "is null". */
  problem: string;
  after: Json;
}

/** A change that violates a keyword at one location. */
export interface Change extends Omit<Replacement, 'after'> {
  /** The changed location, relative to the value; absent if the change replaces the value itself. */
  path?: readonly (string | number)[];
  /** The new value; absent if the change removes the value at `path`. */
  after?: Json;
  level?: 'SHOULD';
  /** The key of the violated clause in its node, if it differs from the keyword. */
  clauseKey?: string;
}

/** Lists changes that violate one keyword. Some results may be valid: ajv verifies every change later. */
export interface Mutator {
  keyword: AssertionKeyword | ApplicatorKeyword;
  mutate(value: Json, schema: SchemaObject, node: SchemaNode, context: MutationContext): Iterable<Change>;
}
