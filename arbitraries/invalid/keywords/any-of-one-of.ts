import { isObject, type Json } from '../../../spec/json.ts';
import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { SchemaObject } from '../../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { classifyUnion } from '../../../spec/json-schema/union.ts';
import { isValid } from '../is-valid.ts';
import type { Change, MutationContext, Mutator } from '../mutation.ts';
import { generateNearMissValues } from '../near-miss-values.ts';

/** The value converted to types that no branch allows. */
export const anyOf: Mutator = {
  keyword: 'anyOf',
  *mutate(value, schema) {
    yield* mutateForNoBranch(value, schema, 'anyOf');
  },
};

/** The value converted to types that no branch allows, and values that are valid against several branches. */
export const oneOf: Mutator = {
  keyword: 'oneOf',
  *mutate(value, schema, node, context) {
    yield* mutateForNoBranch(value, schema, 'oneOf');
    if (classifyUnion(schema, 'oneOf') !== 'shape') return;
    const branches = node.edges.filter(({ keyword }) => keyword === 'oneOf').map((edge) => edge.node);
    for (const after of generateOverlaps(value, branches, context)) {
      const count = branches.filter((branch) => isValid(branch, after)).length;
      if (count > 1)
        yield { kind: 'several branches', problem: `is valid against ${count} of the schemas`, after };
    }
  },
};

/** If the branches differ in type, a value of a branch's type would violate that branch, not the union. */
function* mutateForNoBranch(
  value: Json,
  schema: SchemaObject,
  keyword: 'anyOf' | 'oneOf',
): Generator<Change> {
  const branches = classifyUnion(schema, keyword) === 'type' ? (schema[keyword] ?? []) : [];
  for (const { kind, problem, after } of generateNearMissValues(value)) {
    const isOfBranch = branches.some((branch) => typeof branch === 'object' && hasType(branch, after));
    if (!isOfBranch) yield { kind: `no branch, ${kind}`, problem, after };
  }
}

/** Yields samples of the branches, each also merged with the value. */
function* generateOverlaps(
  value: Json,
  branches: readonly SchemaNode[],
  context: MutationContext,
): Generator<Json> {
  for (const branch of branches) {
    for (const sample of context.sample(branch)) {
      yield sample;
      if (isObject(value) && isObject(sample)) yield { ...sample, ...value } as Json; // both are JSON objects
    }
  }
}
