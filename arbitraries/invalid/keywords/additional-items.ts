import type { Json } from '../../../spec/json.ts';
import type { SchemaObject } from '../../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { listUnevaluatedKeys } from '../../../spec/json-schema/unevaluated-keys.ts';
import type { Change, MutationContext, Mutator } from '../mutation.ts';
import { listValidItems } from '../valid-items.ts';

/** A request with more items would be a load test. */
const MAX_ITEMS = 2_000;

/** One item after those that the schema allows. */
function createMutator(
  keyword: 'items' | 'prefixItems' | 'unevaluatedItems',
  countAllowed: (schema: SchemaObject, items: readonly Json[], node: SchemaNode) => number,
): Mutator {
  return {
    keyword,
    *mutate(value, schema, node, context) {
      if (!Array.isArray(value)) return;
      const count = countAllowed(schema, value, node);
      if (count < 0 || count > MAX_ITEMS) return;
      yield* addItem(value, fillUp(value, count, node, context), keyword === 'items');
    },
  };
}

/** Only the added item is changed where ajv reports it and nothing else was added; `items` is reported at the array. */
function* addItem(
  before: readonly Json[],
  allowed: readonly Json[],
  isReportedAtArray: boolean,
): Generator<Change> {
  const problem = `has an item after the ${allowed.length} allowed`;
  const isWhole = isReportedAtArray || before.length < allowed.length;
  const added: [kind: string, item: Json][] = [
    ['one more', 'unexpected'],
    ['one more, null', null],
    ['one more, repeated', allowed.at(-1) ?? 0],
  ];
  for (const [kind, item] of added)
    if (isWhole) yield { kind, problem, after: [...allowed, item] };
    else yield { path: [allowed.length], kind, problem: 'is not allowed', after: item };
}

/** Appends valid items until the array has this length. */
function fillUp(
  items: readonly Json[],
  length: number,
  node: SchemaNode,
  context: MutationContext,
): readonly Json[] {
  const filled = [...items];
  while (filled.length < length) filled.push(listValidItems(node, filled.length, [], context)[0] ?? null);
  return filled;
}

export const items = createMutator('items', ({ prefixItems = [] }) => prefixItems.length);
export const prefixItems = createMutator('prefixItems', ({ prefixItems: schemas = [] }) =>
  schemas.indexOf(false),
);
export const unevaluatedItems = createMutator('unevaluatedItems', (_, present, node) =>
  countEvaluated(node, present),
);

/** Other schemas may evaluate a few items more than are present. */
const MAX_EVALUATED = 8;

/** `contains` may evaluate one kind of item and not another. */
function countEvaluated(node: SchemaNode, present: readonly Json[]): number {
  const counts = ['unexpected', null].flatMap((item) => {
    const longer = [...present, ...Array.from({ length: MAX_EVALUATED }, () => item)];
    return listUnevaluatedKeys(node, longer)
      .map(Number)
      .filter((index) => index >= present.length)
      .slice(0, 1);
  });
  return counts[0] ?? -1;
}
