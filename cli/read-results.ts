import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { UsageError } from '../http/usage-error.ts';
import { toPrintable } from '../reporters/printable.ts';
import schema from '../reporters/results.schema.json' with { type: 'json' };

const isResults = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

/**
 * Reads a `results.json`. `T` names the parts of the schema that the caller reads.
 * @throws UsageError with the file and the reason if it is not a `results.json`
 */
export function readResults<T>(file: string): T {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new UsageError(toPrintable(`${file} cannot be read: ${reason}`), { cause });
  }
  if (isResults(value)) return value as T; // the schema describes it
  const [error] = isResults.errors ?? [];
  const problem = `${error?.instancePath || 'the document'} ${error?.message}`;
  throw new UsageError(
    toPrintable(`${file} is not a results.json: ${problem}. Give a file that a run wrote.`),
  );
}
