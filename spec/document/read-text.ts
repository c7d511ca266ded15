import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { ContractError, createFileDefect } from './contract-error.ts';
import { LIMITS } from './limits.ts';

/**
 * Reads a text file as UTF-8.
 * @throws {ContractError} if the file cannot be read or is too long.
 */
export function readText(path: string): string {
  try {
    const stat = statSync(path);
    // reading a device such as /dev/zero may never end
    if (!stat.isFile() && !stat.isFIFO()) throw new Error('it is not a file');
    if (stat.size > LIMITS.bytes) throw new RangeError(`it is longer than ${LIMITS.bytes / 1024 / 1024} MiB`);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const description = `cannot be read: ${cause instanceof Error ? cause.message : cause}`;
    throw new ContractError([createFileDefect(toDisplayPath(path), description)], { cause });
  }
}

/** Returns the path as messages show it: relative to the working directory for a file below it; a URL unchanged. */
export function toDisplayPath(path: string): string {
  if (/^https?:/i.test(path)) return path;
  const relativePath = relative(process.cwd(), path);
  return relativePath === '' || relativePath.startsWith('..') ? path : relativePath.replaceAll('\\', '/');
}
