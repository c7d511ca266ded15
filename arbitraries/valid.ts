import type fc from 'fast-check';
import type { Json } from '../spec/json.ts';
import type { Schema } from '../spec/json-schema/schema.ts';
import type { ValidContext } from './context.ts';
import { engineOf } from './valid/engine.ts';

/**
 * Values that meet a schema, made by construction: all branches, all optional parts, lengths and bounds at their edges.
 * They shrink to the fewest properties, the shortest texts, null.
 * @throws UnsupportedSchema where the schema admits no value or asks for what is not supported; from the arbitrary's own run,
 * where fewer than one in 1,000 values meets a keyword that has to be filtered by
 */
export function valid(schema: Schema, context: ValidContext): fc.Arbitrary<Json> {
  const engine = engineOf(context);
  return engine.arbitrary(engine.node([schema], context.pins ?? new Map()), 'all');
}
