import { isObject, type Json } from '../../../spec/json.ts';
import { hasType } from '../../../spec/json-schema/json-type.ts';
import type { SchemaObject } from '../../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { unionKind } from '../../../spec/json-schema/union.ts';
import { fits } from '../fits.ts';
import type { Change, Context, Violation } from '../mutation.ts';
import { nearMisses } from '../near-miss-values.ts';

/** Where the types tell the branches apart, only another type is no branch's: a value of a branch's type violates that branch. */
function* noBranch(value: Json, schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): Generator<Change> {
  const types = unionKind(schema, keyword) === 'type' ? (schema[keyword] ?? []) : [];
  for (const { kind, says, now } of nearMisses(value)) {
    const isOfBranch = types.some((branch) => typeof branch === 'object' && hasType(branch, now));
    if (!isOfBranch) yield { kind: `no branch, ${kind}`, says, now };
  }
}

/** A value that no branch takes: the same under a type that none has. */
export const anyOf: Violation = {
  keyword: 'anyOf',
  *changes(value, schema) {
    yield* noBranch(value, schema, 'anyOf');
  },
};

/** Values of the branches, and what is one of two branches at once. */
function* overlaps(value: Json, branches: readonly SchemaNode[], context: Context): Generator<Json> {
  for (const branch of branches) {
    for (const other of context.sample(branch)) {
      yield other;
      if (isObject(value) && isObject(other)) yield { ...other, ...value } as Json; // both are JSON objects
    }
  }
}

export const oneOf: Violation = {
  keyword: 'oneOf',
  *changes(value, schema, node, context) {
    yield* noBranch(value, schema, 'oneOf');
    if (unionKind(schema, 'oneOf') !== 'shape') return;
    const branches = node.edges.filter(({ keyword }) => keyword === 'oneOf').map((edge) => edge.node);
    for (const now of overlaps(value, branches, context)) {
      const count = branches.filter((branch) => fits(branch, now)).length;
      if (count > 1) yield { now, kind: 'several branches', says: `fits ${count} of the schemas` };
    }
  },
};
