import { expect, test } from 'vitest';
import { renderSarif } from '../../../reporters/sarif.ts';
import { createLargeRecord, createRecord } from './sample-record.ts';

const record = createRecord();
const log = JSON.parse(renderSarif(record));
const [run] = log.runs;

test('the log is SARIF 2.1.0 with one run, and each result has the index of its rule', () => {
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
  expect(run.tool.driver).toMatchObject({ name: 'Polar Conformance', version: '0.1.0' });
  expect(new Set(run.tool.driver.rules.map(({ id }: { id: string }) => id)).size).toBe(record.results.length);
  for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
});

test('failures are errors, noticed clauses are warnings, waived ones are suppressed; other clauses have no result', () => {
  const levels = run.results.map(({ level }: { level: string }) => level);
  expect(levels).toEqual(['error', 'error', 'error', 'error', 'error', 'warning', 'note']);
  expect(run.results.at(-1).suppressions).toHaveLength(1);
});

test('each result has a line of the contract and the failure report', () => {
  for (const { locations, message } of run.results) {
    const { artifactLocation, region } = locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe('spec/openapi.yaml');
    expect(region.startLine).toBeGreaterThan(0);
    expect(message.text).toContain('\ncontract  spec/openapi.yaml:');
  }
});

test('the execution of a run that could not judge is unsuccessful', () => {
  expect(run.invocations[0].executionSuccessful).toBe(true);
  const [broken] = JSON.parse(renderSarif(createRecord({ results: [], problem: 'refused' }))).runs;
  expect(broken.invocations[0]).toMatchObject({ executionSuccessful: false });
});

test('with more clauses than GitHub accepts as rules, only those with results are rules', () => {
  const [large] = JSON.parse(renderSarif(createLargeRecord(25_000))).runs;
  expect(large.tool.driver.rules).toHaveLength(run.results.length);
  for (const result of large.results)
    expect(large.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
});
