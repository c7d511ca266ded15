import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import schema from '../../../reporters/results.schema.json' with { type: 'json' };
import { results } from '../../../reporters/results.ts';
import { passedRecord, sampleRecord } from './sample-record.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const errorsOf = (text: string) => (validate(JSON.parse(text)) ? [] : validate.errors);

test('results fit their schema, with every verdict and hostile text in them', () => {
  expect(errorsOf(results(sampleRecord()))).toEqual([]);
  expect(errorsOf(results(passedRecord()))).toEqual([]);
  expect(errorsOf(results(sampleRecord({ judgements: [], complete: false, problem: 'refused' })))).toEqual(
    [],
  );
});

test('the schema refuses a failure without findings, and a pass without cases', () => {
  const value = JSON.parse(results(sampleRecord()));
  const broken = (verdict: string, more: object) => ({
    ...value,
    clauses: [{ ...value.clauses.at(-1), ...more, verdict, findings: undefined }],
  });
  expect(errorsOf(JSON.stringify(broken('passed', {})))).toEqual([]);
  expect(errorsOf(JSON.stringify(broken('failed', {})))).not.toEqual([]);
  expect(errorsOf(JSON.stringify(broken('passed', { cases: 0 })))).not.toEqual([]);
});

test('a body of 1 MB does not make the results large', () => {
  expect(results(sampleRecord()).length).toBeLessThan(60_000);
});
