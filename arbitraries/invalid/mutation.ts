import type { InstancePointer, Json } from '../../spec/json.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Validate } from '../../spec/openapi/contract.ts';

/** A valid value changed in exactly one place, so that it is invalid for a known reason. */
export interface Mutation {
  /** The clause that it was made to violate: the first of `clauses`. */
  clause: string;
  /** Every clause that it violates: under a union, one of each branch in which nothing else is wrong. */
  clauses: readonly string[];
  keyword: string;
  /** The changed place; of a removed property, where it was. */
  where: InstancePointer;
  /** What stood there; not given where nothing did. */
  was?: Json;
  /** What stands there; not given where it was removed. */
  now?: Json;
  /** The whole changed value. */
  body: Json;
  /** "`return_url` lacks its scheme". */
  says: string;
  /** SHOULD, where servers may fairly accept it. */
  level: 'MUST' | 'SHOULD';
  /** What was done: `format/uri: no scheme`. */
  kind: string;
  /** Other keywords that the same place violates by the same change. */
  also: readonly string[];
}

/** What violations need to know beside the schema. */
export interface Context {
  /** Of the whole value. */
  validate: Validate;
  /** A few valid values of a schema, the least first, always the same; none where none can be made. */
  sample(node: SchemaNode): readonly Json[];
}

/** One way to violate a keyword at one place. */
export interface Change {
  /** What is changed: the value itself, or what is below it. */
  path?: readonly (string | number)[];
  /** Not given: what is there is removed. */
  now?: Json;
  /** What was done, in two or three words: permanent, as seeds and shrinking hang on it. */
  kind: string;
  /** What is wrong with the changed place: "is absent". */
  says: string;
  level?: 'SHOULD';
  /** The key of the clause in the node, where it is not the keyword. */
  clause?: string;
}

/** One keyword and the ways to violate it. The changes may be too many: ajv has the last word on each. */
export interface Violation {
  keyword: string;
  changes(value: Json, schema: SchemaObject, node: SchemaNode, context: Context): Iterable<Change>;
}
