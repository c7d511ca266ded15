/**
 * A mistake of the user. Its message says what is wrong and what to type instead; the run ends with status 2, without a
 * stack.
 */
export class UsageError extends Error {
  override name = 'UsageError';
}
