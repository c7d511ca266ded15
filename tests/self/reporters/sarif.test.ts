import { expect, test } from 'vitest';
import { sarif } from '../../../reporters/sarif.ts';
import { largeRecord, sampleRecord } from './sample-record.ts';

const record = sampleRecord();
const log = JSON.parse(sarif(record));
const [run] = log.runs;

test('the log has the shape of SARIF 2.1.0: one run, each result of a rule at its index', () => {
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
  expect(run.tool.driver).toMatchObject({ name: 'Polar Conformance', version: '0.1.0' });
  expect(new Set(run.tool.driver.rules.map(({ id }: { id: string }) => id)).size).toBe(
    record.judgements.length,
  );
  for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
});

test('failures are errors, noticed clauses warnings, waived ones suppressed; all else is no result', () => {
  const levels = run.results.map(({ level }: { level: string }) => level);
  expect(levels).toEqual(['error', 'error', 'error', 'error', 'error', 'warning', 'note']);
  expect(run.results.at(-1).suppressions).toHaveLength(1);
});

test('each result points at a line of the contract and tells the story', () => {
  for (const { locations, message } of run.results) {
    const { artifactLocation, region } = locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe('spec/openapi.yaml');
    expect(region.startLine).toBeGreaterThan(0);
    expect(message.text).toContain('\ncontract  spec/openapi.yaml:');
  }
});

test('a run that could not judge is no success', () => {
  expect(run.invocations[0].executionSuccessful).toBe(true);
  const [broken] = JSON.parse(sarif(sampleRecord({ judgements: [], problem: 'refused' }))).runs;
  expect(broken.invocations[0]).toMatchObject({ executionSuccessful: false });
});

test('of more clauses than GitHub takes as rules, those with results are rules', () => {
  const [large] = JSON.parse(sarif(largeRecord(25_000))).runs;
  expect(large.tool.driver.rules).toHaveLength(run.results.length);
  for (const result of large.results)
    expect(large.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
});
