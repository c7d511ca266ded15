import type { Json } from '../../../spec/json.ts';
import { findChild, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { fits } from '../fits.ts';
import type { Context, Violation } from '../mutation.ts';

/** JSON Schema's equality, near enough for items that are made here: by text. */
const isEqual = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A list longer than this is a load test, not a violation. */
const MAX_ITEMS = 2_000;

/** Valid items for a position, those of the list itself first. */
function itemsFor(node: SchemaNode, index: number, list: readonly Json[], context: Context): readonly Json[] {
  const own = findChild(node, 'prefixItems', index) ?? findChild(node, 'items');
  const like = index >= (findChild(node, 'prefixItems', 0) ? Number.POSITIVE_INFINITY : 0) ? list : [];
  return [...like, ...(own ? context.sample(own) : []), ...list, null];
}

/** The list made as long as asked: by items that it lacks where it has to be without repetition. */
function lengthened(
  list: readonly Json[],
  length: number,
  node: SchemaNode,
  unique: boolean,
  context: Context,
): Json[] {
  const result = [...list];
  while (result.length < length) {
    const choice = itemsFor(node, result.length, list, context);
    const fresh = unique
      ? (choice.find((item) => !result.some((other) => isEqual(other, item))) ?? fill(result))
      : choice[0];
    result.push(fresh ?? null);
  }
  return result;
}

const fill = (list: readonly Json[]): Json =>
  list.every((item) => typeof item === 'number') ? 1000 + list.length : `item ${list.length}`;

export const minItems: Violation = {
  keyword: 'minItems',
  *changes(value, { minItems: least = 0 }) {
    if (!Array.isArray(value) || least < 1) return;
    yield {
      now: value.slice(0, least - 1),
      kind: 'one less',
      says: `has ${least - 1} items where ${least} are asked`,
    };
    if (least > 1) yield { now: [], kind: 'empty', says: 'is empty' };
  },
};

export const maxItems: Violation = {
  keyword: 'maxItems',
  *changes(value, { maxItems: most = 0, uniqueItems = false }, node, context) {
    if (!Array.isArray(value) || most > MAX_ITEMS) return;
    const now = lengthened(value, most + 1, node, uniqueItems, context);
    yield { now, kind: 'one more', says: `has ${most + 1} items where ${most} are allowed` };
  },
};

export const uniqueItems: Violation = {
  keyword: 'uniqueItems',
  *changes(value, _, node, context) {
    if (!Array.isArray(value)) return;
    const [first = itemsFor(node, 0, [], context)[0] ?? null, ...more] = value;
    const says = 'has two equal items';
    yield { now: [first, ...more, first], kind: 'repeated at the end', says };
    yield { now: [first, first, ...more.slice(1)], kind: 'repeated in place', says };
  },
};

export const contains: Violation = {
  keyword: 'contains',
  *changes(value, { minContains: least = 1, maxContains: most }, node, context) {
    const wanted = findChild(node, 'contains');
    if (!Array.isArray(value) || wanted === undefined) return;
    const others = value.filter((item) => !fits(wanted, item));
    const matching = value.filter((item) => fits(wanted, item));
    const too = `has ${least - 1} matching items where ${least} are asked`;
    if (least > 0) {
      yield { now: [...others, ...matching.slice(0, least - 1)], kind: 'too few, left out', says: too };
      const filler = others[0] ?? itemsFor(node, 0, [], context).find((item) => !fits(wanted, item)) ?? null;
      yield {
        now: value.map((item) => (fits(wanted, item) ? filler : item)),
        kind: 'too few, replaced',
        says: too,
      };
    }
    if (most === undefined || most > MAX_ITEMS) return;
    const more = [...matching, ...context.sample(wanted)][0] ?? null;
    const extra = Array.from({ length: most + 1 - matching.length }, () => more);
    yield {
      now: [...value, ...extra],
      kind: 'too many',
      says: `has ${most + 1} matching items where ${most} are allowed`,
    };
  },
};
