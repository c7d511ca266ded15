import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { UnsupportedSchema } from '../context.ts';
import type { Context } from './mutation.ts';

const SAMPLES = { numRuns: 24, seed: 1 };

/** What violations need to know of a message: ajv's word on the whole, and a few valid values of each part. */
export function violationContext(root: SchemaNode, valid: (node: SchemaNode) => fc.Arbitrary<Json>): Context {
  const { contract, direction } = root.message;
  const sample = memoize((node: SchemaNode): readonly Json[] => samplesOf(() => valid(node)));
  return { validate: contract.validator(root.schemaPointer, direction), sample };
}

function samplesOf(valid: () => fc.Arbitrary<Json>): Json[] {
  try {
    const all = fc.sample(valid(), SAMPLES).map((value) => ({ value, text: JSON.stringify(value) }));
    const distinct = [...new Map(all.map((one) => [one.text, one])).values()];
    return distinct.sort((a, b) => a.text.length - b.text.length).map(({ value }) => value);
  } catch (error) {
    if (error instanceof UnsupportedSchema) return []; // what has no values needs none
    throw error;
  }
}
