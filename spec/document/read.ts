import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { LIMITS } from './compose.ts';
import { ContractError } from './contract-error.ts';

/** Reads a file of a contract. @throws {ContractError} where it cannot be read or is too long. */
export function readText(path: string): string {
  try {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isFIFO()) throw new Error('it is no file'); // a device may have no end
    if (stat.size > LIMITS.bytes) throw new RangeError(`longer than ${LIMITS.bytes / 1024 / 1024} MiB`);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const says = `cannot be read: ${cause instanceof Error ? cause.message : cause}`;
    throw new ContractError(
      [{ schemaPointer: '#', source: { file: printed(path), line: 1 }, description: says }],
      { cause },
    );
  }
}

/** A file as messages name it: from the working directory, where it is below; of a URL, the URL. */
export function printed(path: string): string {
  if (/^https?:/i.test(path)) return path;
  const way = relative(process.cwd(), path);
  return way === '' || way.startsWith('..') ? path : way.replaceAll('\\', '/');
}
