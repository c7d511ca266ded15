/** Thrown for a pattern that is invalid or not supported. */
export class PatternError extends Error {
  override name = 'PatternError';
}
