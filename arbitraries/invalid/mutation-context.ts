import fc from 'fast-check';
import { type Json, valueAt } from '../../spec/json.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import { listBranches, listNodes, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { lazy, memoize, memoizeBy } from '../../spec/memoize.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import type { ValidContext } from '../valid-context.ts';
import { validValue } from '../valid-value.ts';
import type { MutationContext } from './mutation.ts';

const SAMPLE_OPTIONS = { numRuns: 24, seed: 1 };

/** Creates the context for mutations of one message: its validator, and samples of the valid values of each node. */
export function createMutationContext(root: SchemaNode, values: ValidContext): MutationContext {
  const { contract, direction } = root.message;
  const sampleSchema = createSampler(values)(contract);
  const findUnions = lazy(() => groupUnions(root));
  return {
    validate: contract.getValidator(root.schemaPointer, direction),
    sample: ({ schema }) =>
      typeof schema === 'object' ? sampleSchema(schema) : sampleDistinct(() => validValue(schema, values)),
    listOtherBranches: (node) =>
      (findUnions().get(node) ?? []).flatMap((branches) => branches.filter((each) => each !== node)),
  };
}

/** Maps each branch to the branches of the unions that have it. */
function groupUnions(root: SchemaNode): ReadonlyMap<SchemaNode, readonly (readonly SchemaNode[])[]> {
  const unions = new Map<SchemaNode, (readonly SchemaNode[])[]>();
  for (const branches of listNodes(root).map(listBranches))
    for (const branch of branches) unions.set(branch, [...(unions.get(branch) ?? []), branches]);
  return unions;
}

type Sampler = (schema: SchemaObject) => readonly Json[];

/** Samples are shared by all contexts with the same values: they depend on the schema only. */
const createSampler = memoize((values: ValidContext) =>
  memoize(
    (contract: Contract): Sampler =>
      memoize((schema) => {
        const text = describeAlone(schema, values, contract);
        return text === undefined
          ? sampleDistinct(() => validValue(schema, values))
          : sampleEqual(contract)({ text, schema, values });
      }),
  ),
);

/** Samples are also shared by equal schemas, such as those of a parameter that many operations have. */
const sampleEqual = memoize((_: Contract) =>
  memoizeBy(
    ({ text }: { text: string; schema: SchemaObject; values: ValidContext }) => text,
    ({ schema, values }): readonly Json[] => sampleDistinct(() => validValue(schema, values)),
  ),
);

/**
 * Returns a text that is equal for schemas with the same samples; undefined if they may depend on more than the schema
 * itself, because it has references or the values are restricted.
 */
function describeAlone(
  schema: SchemaObject,
  { direction, fixedValues, text = 'plain', reservedNames = [] }: ValidContext,
  { pointerTo, document }: Contract,
): string | undefined {
  const pointer = pointerTo(schema);
  if (pointer === undefined || fixedValues !== undefined) return undefined;
  const written = JSON.stringify([direction, text, reservedNames, valueAt(document, pointer)]);
  return /"\$(?:ref|dynamicRef)"/.test(written) ? undefined : written;
}

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
