import { didYouMean } from '../cli/suggest.ts';
import { UsageError } from '../http/usage-error.ts';
import { excerptJson } from '../reporters/body-excerpt.ts';
import { toPrintable, toPrintableJson } from '../reporters/printable.ts';
import { renderJudgement } from '../reporters/render-failure.ts';
import { excerptSource } from '../reporters/source-excerpt.ts';
import { isObject, type Json, parsePointer, type SchemaPointer, valueAt } from '../spec/json.ts';
import type { Contract, ValidationError } from '../spec/openapi/contract.ts';

/**
 * Validates a value against a schema of the document, as part of a response. Returns one report for each error; empty
 * if the value is valid.
 * @param schema the JSON Pointer of the schema, `#/components/schemas/Lamp`, or its name, `Lamp`
 * @throws UsageError if the document has no such schema
 */
export function judgeValue(contract: Contract, schema: string, value: Json): string[] {
  const pointer: SchemaPointer = `#${schema.startsWith('#') ? schema.slice(1) : `/components/schemas/${schema}`}`;
  if (valueAt(contract.document, pointer.slice(1)) === undefined) return rejectSchema(contract, schema);
  const errors = contract.getValidator(pointer, 'response')(value);
  return errors.map((error) => describeError(contract, value, error));
}

function rejectSchema({ document, file }: Contract, schema: string): never {
  const { components } = document;
  const schemas = isObject(components) && isObject(components.schemas) ? Object.keys(components.schemas) : [];
  const name = schema.replace(/^.*\//, '');
  throw new UsageError(`${file} has no schema ${schema.slice(0, 200)}.${didYouMean(name, schemas)}`);
}

function describeError(contract: Contract, value: Json, error: ValidationError): string {
  const { instancePointer, schemaPointer, keyword, message } = error;
  const { file, line, pointer = schemaPointer } = contract.locate(schemaPointer);
  const received = valueAt(value, instancePointer);
  const subject = instancePointer === '' ? 'the value' : `\`${parsePointer(instancePointer).join('.')}\``;
  return renderJudgement({
    verdict: 'failed',
    title: toPrintable(`${subject} ${message}`, 400),
    clause: {
      ...{ id: toPrintable(pointer), level: 'MUST', family: 'schema', operation: '' },
      description: `the value satisfies \`${keyword}\``,
    },
    source: {
      location: `${file}:${line}`,
      excerpt: excerptSource({ contract }, { file, line }, pointer),
    },
    expected: toPrintable(message, 400),
    received: {
      summary: received === undefined ? 'nothing' : toPrintableJson(received),
      lines: excerptJson(value, instancePointer),
    },
    accepted: [],
    consumers: [],
    found: { failing: 1, judged: 1, seed: 0, isIntermittent: false },
    replay: '',
  });
}
