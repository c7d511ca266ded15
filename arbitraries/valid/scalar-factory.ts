import type fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { ArbitraryFactory } from './model.ts';

/** Creates a factory of values that contain no other values. */
export const createScalarFactory = (arbitrary: fc.Arbitrary<Json>): ArbitraryFactory => ({
  dependencies: [],
  create: () => arbitrary,
});
