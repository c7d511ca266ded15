import { UsageError } from '../http/usage-error.ts';

/** Returns the error of a port on which no server can listen. */
export function explainUnusablePort(option: string, port: number, cause: unknown): UsageError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return new UsageError(
    `${option}: port ${port} cannot be used (${code}). Choose another, or 0 for a free one.`,
    { cause },
  );
}
