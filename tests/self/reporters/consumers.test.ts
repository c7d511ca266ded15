import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { ConsumerReading } from '../../../reporters/consumer-report.ts';
import { countReadings, listConsumerLines, summarizeConsumers } from '../../../reporters/consumers.ts';
import { createFailureReports } from '../../../reporters/failure-report.ts';
import { renderPage } from '../../../reporters/html/page.ts';
import { renderFailure } from '../../../reporters/render-failure.ts';
import schema from '../../../reporters/results.schema.json' with { type: 'json' };
import { renderResults } from '../../../reporters/results.ts';
import { renderSummary } from '../../../reporters/summary.ts';
import { renderTerminalSummary } from '../../../reporters/terminal-summary.ts';
import { createRecord, hostile } from './sample-record.ts';

const readings: ConsumerReading[] = [
  { exchange: 1, status: 201, outcome: 'accepted' },
  { exchange: 2, status: 201, outcome: 'threw', error: 'ValidationError', detail: 'customer.email: no' },
  { exchange: 4, status: 201, outcome: 'accepted' },
  { exchange: 6, status: 422, outcome: 'threw', error: hostile, detail: hostile },
];
const record = createRecord({ consumers: [{ consumer: 'fake-sdk 1.0', readings }] });

test('each finding says what each consumer does with its response', () => {
  const texts = createFailureReports(record).map((report) => renderFailure(report));
  expect(texts.filter((text) => text.includes('consumers '))).toHaveLength(3);
  expect(texts[0]).toContain('\nconsumers fake-sdk 1.0: throws ValidationError (customer.email: no)\n');
  expect(texts.join()).toContain('\nconsumers fake-sdk 1.0: accepts it silently\n');
  expect(createFailureReports(createRecord()).flatMap(({ consumers }) => consumers)).toEqual([]);
});

test.each([
  [
    { status: 422, outcome: 'accepted', error: 'HTTPError' },
    'accepts it silently (HTTPError, as for other responses of status 422)',
  ],
  [{ status: 201, outcome: 'wrong value', detail: '/a is 1, sent 2' }, 'wrong value: /a is 1, sent 2'],
  [{ status: 201, outcome: 'threw', error: 'SyntaxError', detail: '' }, 'throws SyntaxError'],
  [{ status: 201, outcome: 'failed', detail: 'exits with status 1' }, 'exits with status 1'],
] as const)('%j is described', (reading, description) => {
  const consumers = [{ consumer: 'fake-sdk 1.0', readings: [{ exchange: 2, ...reading }] }];
  expect(listConsumerLines(createRecord({ consumers }), 2)).toEqual([
    { consumer: 'fake-sdk 1.0', description },
  ]);
});

test('the summaries count responses of findings and others', () => {
  const clean = createRecord({ consumers: [{ consumer: 'fake-sdk 1.0', readings: readings.slice(0, 3) }] });
  const sentence =
    'fake-sdk 1.0: of 2 responses of findings, throws ValidationError on 1, accepts 1; of 1 other response, accepts 1';
  expect(summarizeConsumers(clean)).toEqual([sentence]);
  expect(renderSummary(clean)).toContain(`## Consumers\n\n- \`${sentence}\`\n`);
  expect(renderSummary(createRecord())).not.toContain('## Consumers');
  expect(renderTerminalSummary(clean, { color: false, columns: 200, rows: 60 })).toContain(
    `reads ${sentence}`,
  );
  expect(renderPage(clean)).toContain('<b>fake-sdk 1.0</b>: throws ValidationError (customer.email: no)');
  expect(countReadings(record, { consumer: '', readings })).toHaveLength(4);
});

test('hostile text of a consumer is escaped', () => {
  const text = [summarizeConsumers(record), renderTerminalSummary(record, { color: false })]
    .flat()
    .join('')
    .replaceAll('\n', '');
  expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(renderPage(record)).not.toContain('<script>window.pwned');
});

test('results with consumers match the schema', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true });
  addFormats.default(ajv);
  const results = JSON.parse(renderResults(record));
  const validate = ajv.compile(schema);
  expect(validate(results) ? [] : validate.errors).toEqual([]);
  expect(results.consumers).toHaveLength(1);
  const findings = results.clauses.flatMap((clause: { findings?: object[] }) => clause.findings ?? []);
  expect(findings[0]).toMatchObject({ consumers: [{ consumer: 'fake-sdk 1.0' }] });
});
