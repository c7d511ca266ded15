import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutateValue } from '../../../arbitraries/invalid/mutate-value.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { createInlineSubjects, hasErrorAt } from './mutation-subject.ts';

const bounds = (minimumKeyword: string, maximumKeyword: string, max: number) =>
  fc.option(
    fc
      .tuple(fc.nat(max), fc.nat(max))
      .map(([a, b]) => ({ [minimumKeyword]: Math.min(a, b), [maximumKeyword]: Math.max(a, b) })),
    { nil: {} },
  );

const name = fc.constantFrom('a', 'b', 'c/d', '__proto__');

const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<JsonObject>(
      { type: 'null' },
      { type: 'boolean' },
      { enum: ['a', 1, null] },
      { const: 'x' },
    ),
    fc
      .constantFrom('uuid', 'uri', 'date-time', 'email')
      .map((format): JsonObject => ({ type: 'string', format })),
    bounds('minLength', 'maxLength', 5).map((own): JsonObject => ({ type: 'string', ...own })),
    bounds('minimum', 'maximum', 9).map((own): JsonObject => ({ type: 'integer', ...own })),
    fc
      .tuple(tie('schema'), bounds('minItems', 'maxItems', 3))
      .map(([items, own]): JsonObject => ({ type: 'array', items, ...own })),
    fc
      .tuple(
        fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
        fc.subarray(['a', 'b']),
        fc.boolean(),
      )
      .map(
        ([properties, required, open]): JsonObject => ({
          type: 'object',
          properties,
          required: required.filter((one) => Object.hasOwn(properties, one)),
          ...(!open && { additionalProperties: false }),
        }),
      ),
    fc
      .tuple(fc.constantFrom('anyOf', 'oneOf'), tie('schema'), tie('schema'))
      .map(([keyword, a, b]): JsonObject => ({ [keyword]: [a, b] })),
  ),
}));

const SCHEMAS = Number(process.env.CONFORMANCE_SELF_SCHEMAS ?? 100);

describe('a mutation for a random schema', () => {
  it('makes the value invalid at its location or at a parent', async () => {
    const subjects = await createInlineSubjects(fc.sample(schema, { numRuns: SCHEMAS, seed: 5 }));
    for (const subject of subjects) {
      const { root, context } = subject;
      for (const value of context.sample(root).slice(0, 3)) {
        for (const { body, instancePointer } of mutateValue(root, value, context)) {
          const details = JSON.stringify({ schema: root.schema, value, body, instancePointer });
          expect(hasErrorAt(subject, body, instancePointer), details).toBe(true);
        }
      }
    }
  });
});
