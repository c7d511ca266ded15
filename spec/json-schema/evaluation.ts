import { _, type CodeKeywordDefinition, str } from 'ajv';

/**
 * `unevaluatedItems` as in ajv, except for a branch that evaluates all items: ajv then compares the length with `true`, and
 * so rejects every array of two items.
 */
export const unevaluatedItems: CodeKeywordDefinition = {
  keyword: 'unevaluatedItems',
  type: 'array',
  schemaType: ['boolean', 'object'],
  error: {
    message: ({ params: { len } }) => str`must NOT have more than ${len} items`,
    params: ({ params: { len } }) => _`{limit: ${len}}`,
  },
  code(context) {
    const { gen, schema, data, it } = context;
    const evaluated = it.items ?? 0;
    it.items = true;
    if (evaluated === true || schema === true) return;
    const len = gen.const('len', _`${data}.length`);
    const from = gen.const('from', _`${evaluated} || 0`); // undefined if no branch has evaluated an item
    const valid = gen.var('valid', _`${from} === true || ${len} <= ${from}`);
    context.setParams({ len: from });
    if (schema === false) {
      context.pass(valid);
      return;
    }
    gen.if(_`!${valid}`, () =>
      gen.forRange('i', from, len, (i) => {
        context.subschema({ keyword: 'unevaluatedItems', dataProp: i, dataPropType: 0 }, valid); // 0: a number
      }),
    );
    context.ok(valid);
  },
};

/** Whether it matters what a branch evaluates, and whether that is known: `$dynamicRef` evaluates what is not known. */
export type Evaluation = 'unused' | 'known' | 'unknown';

export function classifyEvaluation(document: unknown): Evaluation {
  const text = JSON.stringify(document);
  if (!/"unevaluated(?:Items|Properties)":/.test(text)) return 'unused';
  return /"\$(?:dynamic|recursive)Ref":/.test(text) ? 'unknown' : 'known';
}

/**
 * Rewrites, in place, the keywords of which ajv mistakes what they evaluate: it takes what `if` evaluates as evaluated even
 * where `if` fails, ignores an `if` without `then`, and a `contains` that need not match.
 */
export function rewriteEvaluation(schema: Record<string, unknown>, evaluation: Evaluation): void {
  if (evaluation === 'unused') return;
  if (evaluation === 'unknown')
    for (const keyword of ['unevaluatedItems', 'unevaluatedProperties']) delete schema[keyword];
  if (schema.minContains === 0 && schema.contains !== undefined)
    schema.maxContains ??= Number.MAX_SAFE_INTEGER;
  if (schema.if === undefined) return;
  const { if: condition, then: consequence = true, else: alternative = true, allOf = [] } = schema;
  const branches = [{ allOf: [condition, consequence] }, { not: condition, allOf: [alternative] }];
  for (const keyword of ['if', 'then', 'else']) delete schema[keyword];
  schema.allOf = [...(Array.isArray(allOf) ? allOf : []), { anyOf: branches }];
}
