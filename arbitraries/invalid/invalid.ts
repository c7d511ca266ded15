import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { accept } from './accept-mutation.ts';
import { ground } from './annotate.ts';
import type { Context, Mutation } from './mutation.ts';
import { draftsOf, rowsAt } from './mutation-candidate.ts';
import { hash, ranked } from './rank.ts';
import { violationsOf } from './violations.ts';

/** The schema takes every value, or every value that could be tried. */
export class NoInvalidValue extends Error {
  override readonly name = 'NoInvalidValue';
}

/**
 * Valid values, each with one violation. A smaller valid value is violated the same way, so counterexamples shrink to the
 * least value that shows the same kind.
 * @throws {NoInvalidValue} where none of the first valid values can be violated
 */
export function invalid(
  node: SchemaNode,
  valid: fc.Arbitrary<Json>,
  context: Context,
): fc.Arbitrary<Mutation> {
  const trials = [...context.sample(node), ...fc.sample(valid, { numRuns: 20, seed: 1 })];
  const isPossible = trials.some((value) => !violationsOf(node, value, context).next().done);
  if (!isPossible) throw new NoInvalidValue(`${node.schemaPointer} admits no invalid value`);
  return fc
    .tuple(valid, fc.noShrink(fc.nat()))
    .map(([value, salt]) => pick(node, value, salt, context))
    .filter((mutation) => mutation !== undefined);
}

/**
 * The violation that comes first in the salt's own order of keywords, then of kinds: a smaller value loses some and keeps
 * the order of the rest.
 */
function pick(node: SchemaNode, value: Json, salt: number, context: Context): Mutation | undefined {
  const base = ground(node, value);
  const rows = base.places.flatMap((place) => rowsAt(place).map((row) => ({ place, ...row })));
  for (const { place, row } of ranked(rows, salt, (one) => one.hash)) {
    const drafts = [...draftsOf(place, row, context)];
    for (const draft of ranked(drafts, salt, ({ key, change }) => hash(`${key} ${change.kind}`))) {
      const mutation = accept(base, draft, context);
      if (mutation) return mutation;
    }
  }
  return undefined;
}
