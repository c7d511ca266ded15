import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { UsageError } from '../../http/usage-error.ts';
import { compareResults, type ResultsFile, renderComparison } from '../../reporters/compare.ts';
import { toPrintable } from '../../reporters/printable.ts';
import schema from '../../reporters/results.schema.json' with { type: 'json' };

/** `compare`: prints what became worse between two runs. Returns 1 if anything did. */
export async function compare([older, newer]: readonly [string, string]): Promise<number> {
  const comparison = compareResults(readResults(older), readResults(newer));
  console.log(renderComparison(comparison));
  return comparison.worse ? 1 : 0;
}

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile<ResultsFile>(schema);

/** @throws UsageError with the file and the reason if it is not a `results.json`. */
function readResults(file: string): ResultsFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new UsageError(
      toPrintable(`${file} cannot be read: ${cause instanceof Error ? cause.message : cause}`),
      {
        cause,
      },
    );
  }
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  const problem = `${error?.instancePath || 'the document'} ${error?.message}`;
  throw new UsageError(
    toPrintable(`${file} is not a results.json: ${problem}. Give a file that a run wrote.`),
  );
}
