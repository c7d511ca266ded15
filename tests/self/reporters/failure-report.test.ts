import { expect, test } from 'vitest';
import { summarizeJson } from '../../../reporters/body-excerpt.ts';
import { excerptRequest } from '../../../reporters/exchange-excerpt.ts';
import { createFailureReport, createFailureReports } from '../../../reporters/failure-report.ts';
import { renderFailure } from '../../../reporters/render-failure.ts';
import { createRecord } from './sample-record.ts';

const record = createRecord();
const texts = createFailureReports(record).map((report) => renderFailure(report));

test('a failure has its parts in this order: fault, clause, contract, sent, expected, received, found, curl, replay', () => {
  expect(
    texts[0]
      ?.replaceAll(/^( .*)?\n/gm, '')
      .split('\n')
      .map((line) => line.split(/ +/)[0]),
  ).toEqual(['FAILED', 'clause', 'contract', 'sent', 'expected', 'received', 'found', 'curl', 'replay']);
});

test('a failure has clause, line, excerpt, values, numbers and commands', () => {
  expect(texts[0]).toMatchInlineSnapshot(`
    "FAILED MUST  \`customer.email\` is null, not a string
    clause    customer-sessions:create/201/customer(individual)/email/type
              \`email\` is a string
    contract  spec/openapi.yaml:353  #/components/schemas/CustomerIndividual/properties/email
                351 | title: Email
                352 | description: >-
              > 353 |   The email address of the customer. This must be unique within the
                354 |   organization.
                355 | examples:
    sent      an individual by its id
                POST http://127.0.0.1:8000/v1/customer-sessions/
                authorization: Bearer ‹access token›
                content-type: application/json

                {
                  "customer_id": "4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11"
                }
    expected  a string
    received  null at /customer/email
                201 Created
                content-type: application/json

                {
                  … 5 more
                  "return_url": null,
                  "customer_portal_url": "https://polar.test/acme/portal?customer_session_token=‹session token 1›",
                  "customer_id": "4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11",
                  "customer": {
                    "id": "4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11",
                    "type": "individual",
              >     "email": null,
                    "name": "Ada",
                    "metadata": {},
                    "avatar_url": "\\u0000\\u0007\\u001b[31mred\\u001b]8;;http://evil.test\\u0007\\u009b2J</script><script>wi … 74 characters omitted … gnp.exe\\u2066\\u200f\\ud800\\uffff\\u2028\`\${pwned}%0A::error::x"
                  }
                }
    found     in 7 of 40 exchanges that could show it; after 12 cases, shrunk 4 times; seed 42; the same cause fails 1 other clause, 7 cases in total
    curl      curl -isS --globoff --path-as-is -X POST http://127.0.0.1:8000/v1/customer-sessions/ -H "authorization: Bearer $POLAR_ACCESS_TOKEN" -H 'content-type: application/json' --data-raw '{"customer_id":"4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11"}'
    replay    npm test -- --replay=reports/replays/customer-sessions-create-201-customer-individual-email-type-a60266e5.json --target=http://127.0.0.1:8000 '--header=X-It'\\''s: $HOME'"
  `);
});

test('the mutated location of the request is marked, with the value before', () => {
  expect(texts[1]).toMatch(/^ +> {3}"customer_id": "4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f110",$/m);
  expect(texts[1]).toContain('mutation: the id has one character more (was "4b8ba6c9');
  expect(texts[1]).toMatch(/^ +> 201 Created$/m);
});

test('clauses with the same cause have one full report', () => {
  const failed = record.results.filter(({ verdict }) => verdict === 'failed');
  expect(texts).toHaveLength(5);
  expect(texts[0]).toContain('the same cause fails 1 other clause, 7 cases in total');
  const other = failed[1] ? renderFailure(createFailureReport(record, failed[1])) : '';
  expect(other).toContain('same cause as customer-sessions:create/201/customer(individual)/email/type');
  expect(other).not.toContain('curl');
});

test('a finding of two requests shows both', () => {
  const [first] = record.results.filter(({ verdict }) => verdict === 'failed');
  const [one, other] = record.exchanges.map(({ id }) => id);
  const exchanges = [one, other].filter((id) => id !== undefined);
  const pair = first && { ...first, findings: first.findings.map((finding) => ({ ...finding, exchanges })) };
  const report = pair && createFailureReport({ ...record, counterexamples: [] }, pair);
  expect(report && renderFailure(report)).toContain(`— together with exchange ${other}, `);
});

test('default headers are omitted, and wrong credentials are marked', () => {
  const [exchange] = record.exchanges;
  if (!exchange) throw new Error('the sample has no exchange');
  const { sent, case: own } = exchange;
  const headers = [['Host', 'a'], ['authorization', 'Basic x'], ...sent.headers] as [string, string][];
  const wrong = { ...own, request: { ...own.request, credentials: 'basic' as const } };
  const lines = excerptRequest({ ...exchange, sent: { ...sent, headers }, case: wrong });
  expect(lines.map(({ text }) => text)).not.toContain('Host: a');
  expect(lines).toContainEqual({ text: 'authorization: Basic x', marked: true });
});

test('a list of errors is shown item by item', () => {
  const lines = summarizeJson({ error: 'e', detail: [{ loc: ['body', 'x'], msg: 'no' }] });
  expect(lines.map(({ text }) => text)).toEqual([
    '{',
    '  "error": "e",',
    '  "detail": [',
    '    {"loc":["body","x"],"msg":"no"}',
    '  ]',
    '}',
  ]);
});

test('a missing property is marked at its location', () => {
  const [first] = record.results.filter(({ verdict }) => verdict === 'failed');
  const missing = first && {
    ...first,
    findings: first.findings.map((one) => ({ ...one, location: { body: '/customer/tags' as const } })),
  };
  expect(missing && renderFailure(createFailureReport(record, missing))).toMatch(/^ +> {5}\(no "tags"\)$/m);
});

test('no report contains control characters, and hostile bodies are shortened', () => {
  for (const text of texts) {
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(text.length).toBeLessThan(8000);
  }
});

test('colours are added only on request', () => {
  const [report] = createFailureReports(record);
  expect(report && renderFailure(report, { color: true })).toContain('\u001b[');
});
