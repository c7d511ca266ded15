import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import type { ValidContext } from '../valid-context.ts';
import { validValue } from '../valid-value.ts';
import type { MutationContext } from './mutation.ts';

const SAMPLE_OPTIONS = { numRuns: 24, seed: 1 };

/** Creates the context for mutations of one message: its validator, and samples of the valid values of each node. */
export function createMutationContext(root: SchemaNode, values: ValidContext): MutationContext {
  const { contract, direction } = root.message;
  const sampleSchema = createSampler(values);
  return {
    validate: contract.getValidator(root.schemaPointer, direction),
    sample: ({ schema }) =>
      typeof schema === 'object' ? sampleSchema(schema) : sampleDistinct(() => validValue(schema, values)),
  };
}

/** Samples are shared by all contexts with the same values: they depend on the schema only. */
const createSampler = memoize((values: ValidContext) =>
  memoize((schema: SchemaObject): readonly Json[] => sampleDistinct(() => validValue(schema, values))),
);

function sampleDistinct(valid: () => fc.Arbitrary<Json>): Json[] {
  try {
    const samples = fc
      .sample(valid(), SAMPLE_OPTIONS)
      .map((value) => ({ value, text: JSON.stringify(value) }));
    const distinct = [...new Map(samples.map((sample) => [sample.text, sample])).values()];
    return distinct.sort((a, b) => a.text.length - b.text.length).map(({ value }) => value);
  } catch (error) {
    if (error instanceof UnsupportedSchema) return [];
    throw error;
  }
}
