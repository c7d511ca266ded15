import type { Schema } from '../../spec/json-schema/schema.ts';
import { memoize } from '../../spec/memoize.ts';
import type { ValidContext } from '../valid-context.ts';
import { NO_FIXED_VALUES } from './fixed-values.ts';
import { computeMinDepth } from './min-depth.ts';
import type { Engine, FixedValues, ValueNode } from './model.ts';
import { createNodeArbitrary } from './node-arbitrary.ts';
import { createTypedArbitraries } from './typed-arbitraries.ts';

/** Returns the engine of a context, which is created on first use. */
export const getEngine = memoize(createEngine);

function createEngine(context: ValidContext): Engine {
  const { contract, direction } = context;
  const engine: Engine = {
    context,
    getNode: createNodeCache(),
    getTypedArbitraries: (node) => {
      node.typedArbitraries ??= createTypedArbitraries(engine, node);
      return node.typedArbitraries;
    },
    getMinDepth: (node) => computeMinDepth(engine, node),
    getArbitrary: (node, nesting) => createNodeArbitrary(engine, node, nesting),
    isValid: (schemas, value) =>
      [...schemas].every((schema) => {
        if (typeof schema === 'boolean') return schema;
        const pointer = contract.pointerTo(schema);
        return pointer === undefined || contract.getValidator(pointer, direction).accepts(value);
      }),
    pointerTo: (schemas) => schemas.map((schema) => contract.pointerTo(schema)).find((pointer) => pointer),
    recursion: { depth: 0, count: 0 },
  };
  return engine;
}

function createNodeCache(): Engine['getNode'] {
  const ids = new Map<Schema, number>();
  const getId = (schema: Schema): number => {
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return id;
  };
  const nodes = new Map<string, ValueNode>();
  return (schemas, fixedValues = NO_FIXED_VALUES) => {
    const distinct = [...new Set(schemas)].filter((schema) => schema !== true);
    const key = `${distinct.map(getId).sort((a, b) => a - b)}${toKey(fixedValues)}`;
    const node = nodes.get(key) ?? { schemas: distinct, fixedValues, contradictions: [], isCreating: false };
    nodes.set(key, node);
    return node;
  };
}

/** Writes fixed values as a cache key. The symbol `absent` becomes an empty list, because JSON has no symbols. */
const toKey = (fixedValues: FixedValues): string =>
  fixedValues.size === 0
    ? ''
    : JSON.stringify(
        [...fixedValues].map(([pointer, values]) => [
          pointer,
          values.map((value) => (typeof value === 'symbol' ? [] : [value])),
        ]),
      );
