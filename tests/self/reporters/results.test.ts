import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import schema from '../../../reporters/results.schema.json' with { type: 'json' };
import { renderResults } from '../../../reporters/results.ts';
import { createPassedRecord, createRecord } from './sample-record.ts';

const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const findErrors = (text: string) => (validate(JSON.parse(text)) ? [] : validate.errors);

test('results with all verdicts and hostile text match the schema', () => {
  expect(findErrors(renderResults(createRecord()))).toEqual([]);
  expect(findErrors(renderResults(createPassedRecord()))).toEqual([]);
  expect(
    findErrors(renderResults(createRecord({ results: [], complete: false, problem: 'refused' }))),
  ).toEqual([]);
});

test('the schema rejects a failure without findings and a pass without cases', () => {
  const value = JSON.parse(renderResults(createRecord()));
  const broken = (verdict: string, more: object) => ({
    ...value,
    clauses: [{ ...value.clauses.at(-1), ...more, verdict, findings: undefined }],
  });
  expect(findErrors(JSON.stringify(broken('passed', {})))).toEqual([]);
  expect(findErrors(JSON.stringify(broken('failed', {})))).not.toEqual([]);
  expect(findErrors(JSON.stringify(broken('passed', { cases: 0 })))).not.toEqual([]);
});

test('a body of 1 MB is shortened', () => {
  expect(renderResults(createRecord()).length).toBeLessThan(60_000);
});
