import { UnsupportedSchema } from '../arbitraries/unsupported-schema.ts';
import { UnusableSchema } from '../spec/json-schema/ajv-schema.ts';
import { PatternError } from '../spec/json-schema/regular-expressions/pattern-error.ts';

/** Whether an error means that a part of the document is unsupported. The run then leaves out that part. */
export const isUnsupported = (error: unknown): error is Error =>
  [UnsupportedSchema, UnusableSchema, PatternError].some((kind) => error instanceof kind);

/**
 * Returns the result of `create`, or of `fallback` if `create` throws because a part of the document is unsupported.
 * Any other error is rethrown.
 */
export function ifSupported<T, F>(create: () => T, fallback: (reason: string) => F): T | F {
  try {
    return create();
  } catch (error) {
    if (isUnsupported(error)) return fallback(error.message);
    throw error;
  }
}
