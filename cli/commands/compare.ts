import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { compare, comparisonText, type Results } from '../../reporters/compare.ts';
import { printable } from '../../reporters/printable.ts';
import schema from '../../reporters/results.schema.json' with { type: 'json' };

const usage =
  'usage: npm run compare -- OLD.json NEW.json   (two results.json; exit 1 when something got worse)';

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile<Results>(schema);

/** @throws Error that says which file is not what it should be. */
function read(file: string): Results {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  if (validate(value)) return value;
  const [error] = validate.errors ?? [];
  throw new Error(`${file}: not a results.json: ${error?.instancePath || 'the document'} ${error?.message}`);
}

function main(files: readonly string[]): number {
  const [old, now] = files;
  if (old === undefined || now === undefined || files.length > 2) {
    console.error(usage);
    return 2;
  }
  try {
    const comparison = compare(read(old), read(now));
    console.log(comparisonText(comparison));
    return comparison.worse ? 1 : 0;
  } catch (error) {
    console.error(printable(error instanceof Error ? error.message : String(error)));
    console.error(usage);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
