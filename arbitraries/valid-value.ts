import type fc from 'fast-check';
import type { Json } from '../spec/json.ts';
import type { Schema } from '../spec/json-schema/schema.ts';
import { getEngine } from './valid/engine.ts';
import type { ValidContext } from './valid-context.ts';

/**
 * An arbitrary of values that satisfy the schema. It covers every branch, every optional property, and the bounds of
 * lengths and numbers. Values shrink to `null`, to the shortest strings and to the fewest properties.
 * @throws UnsupportedSchema if the schema accepts no value or uses an unsupported feature; the arbitrary throws it
 * while generating if fewer than 1 in 1,000 candidates pass a keyword that can only be tested
 */
export function validValue(schema: Schema, context: ValidContext): fc.Arbitrary<Json> {
  const engine = getEngine(context);
  return engine.getArbitrary(engine.getNode([schema], context.fixedValues), 'any');
}
