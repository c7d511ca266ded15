import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compareResults, type ResultsFile, renderComparison } from '../../reporters/compare.ts';
import { getInvocation } from '../../reporters/invocation.ts';
import { toPrintable } from '../../reporters/printable.ts';
import schema from '../../reporters/results.schema.json' with { type: 'json' };

const usage = `usage: ${getInvocation('compare')} OLD.json NEW.json   (two results.json files; exit status 1 if NEW is worse)`;

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile<ResultsFile>(schema);

/** @throws Error with the file and the reason if it is not a `results.json`. */
function readResults(file: string): ResultsFile {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  throw new Error(
    `${file} is not a results.json: ${error?.instancePath || 'the document'} ${error?.message}`,
  );
}

function main(files: readonly string[]): number {
  const [old, now] = files;
  if (old === undefined || now === undefined || files.length > 2) {
    console.error(usage);
    return 2;
  }
  try {
    const comparison = compareResults(readResults(old), readResults(now));
    console.log(renderComparison(comparison));
    return comparison.worse ? 1 : 0;
  } catch (error) {
    console.error(toPrintable(error instanceof Error ? error.message : String(error)));
    console.error(usage);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
