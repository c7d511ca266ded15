/** The user's mistake: its message says what was wrong and what to type instead. Ends the run with status 2, unexplained by a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}
