import { UnsupportedSchema } from '../arbitraries/context.ts';
import { UnusableSchema } from '../spec/json-schema/ajv-schema.ts';
import { PatternError } from '../spec/json-schema/regular-expressions/parse.ts';

/** Whether it says that a part of the document cannot be worked with: that part is left out, and the clause says why. */
export const isUnusable = (error: unknown): error is Error =>
  [UnsupportedSchema, UnusableSchema, PatternError].some((kind) => error instanceof kind);

/** What is made, or another thing where the document makes it impossible. */
export function unless<T, O>(make: () => T, otherwise: (why: string) => O): T | O {
  try {
    return make();
  } catch (error) {
    if (isUnusable(error)) return otherwise(error.message);
    throw error;
  }
}
