import { describe, expect, it, test } from 'vitest';
import { summarizeJson } from '../../../reporters/body-excerpt.ts';
import { excerptRequest } from '../../../reporters/exchange-excerpt.ts';
import { createFailureReport, createFailureReports } from '../../../reporters/failure-report.ts';
import { renderFailure } from '../../../reporters/render-failure.ts';
import { excerptSource } from '../../../reporters/source-excerpt.ts';
import type { SchemaPointer } from '../../../spec/json.ts';
import type { BodySpec } from '../../../spec/openapi/request.ts';
import { createCase, createExchange, createRecord } from './sample-record.ts';

const record = createRecord();
const texts = createFailureReports(record).map((report) => renderFailure(report));

test('a failure has its parts in this order: fault, clause, contract, sent, expected, received, found, curl, replay, export', () => {
  expect(
    texts[0]
      ?.replaceAll(/^( .*)?\n/gm, '')
      .split('\n')
      .map((line) => line.split(/ +/)[0]),
  ).toEqual([
    'FAILED',
    'clause',
    'contract',
    'sent',
    'expected',
    'received',
    'found',
    'curl',
    'replay',
    'export',
  ]);
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
    replay    npm test -- --replay=reports/replays/customer-sessions-create-201-customer-individual-email-type-a60266e5.json --target=http://127.0.0.1:8000 '--header=X-It'\\''s: $HOME'
    export    npm test -- export reports/replays/customer-sessions-create-201-customer-individual-email-type-a60266e5.json --target=http://127.0.0.1:8000"
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

describe('the excerpt of a request body', () => {
  const excerpt = (body: BodySpec, text: string): string[] => {
    const sent = createCase(1);
    const exchange = createExchange(1, { ...sent, request: { ...sent.request, body } }, {});
    const lines = excerptRequest({ ...exchange, sent: { ...exchange.sent, body: text } });
    return lines.slice(lines.findIndex((line) => line.text === '') + 1).map((line) => line.text);
  };

  it.each(['{"a":1e999}', '{"a":1,"a":2}', '{"a":9007199254740993}', '{ "a" : 1 }'])(
    'is the text that was sent where formatting would change it: %s',
    (text) => {
      expect(excerpt({ text }, text)).toEqual([text]);
    },
  );

  it('is formatted JSON otherwise', () => {
    const formatted = ['{', '  "a": 1', '}'];
    expect(excerpt({ text: '{"a":1}' }, '{"a":1}')).toEqual(formatted);
    expect(excerpt({ json: { a: 1 } }, '{"a":1}')).toEqual(formatted);
  });

  it('shows the bytes that are not UTF-8', () => {
    const bytes = Buffer.from([0x22, 0xc3, 0x28, 0xff, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80, 0x22]);
    expect(excerpt({ base64: bytes.toString('base64') }, bytes.toString('utf8'))).toEqual([
      '"\\xc3(\\xffé😀"',
    ]);
  });
});

describe('the excerpt of a minified document', () => {
  const schemas = { Book: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } } } };
  const filler = { description: 'x'.repeat(2000) };
  const contract = {
    ...{ title: 't', version: '1', file: 'openapi.json' },
    lines: [JSON.stringify({ openapi: '3.1.0', info: filler, components: { schemas } })],
  };
  const excerpt = (pointer: SchemaPointer) =>
    excerptSource({ contract }, { file: 'openapi.json', line: 1 }, pointer);

  it('is the formatted value at the pointer, without line numbers', () => {
    const lines = excerpt('#/components/schemas/Book/properties/id/format');
    expect(lines).toEqual([
      { text: '{', marked: false },
      { text: '  "type": "string",', marked: false },
      { text: '  "format": "uuid"', marked: true },
      { text: '}', marked: false },
    ]);
  });

  it('is also formatted if the document is small', () => {
    const small = {
      ...contract,
      lines: [JSON.stringify({ info: { title: 't' }, components: { schemas } }), ''],
    };
    const source = { file: 'openapi.json', line: 1 };
    const lines = excerptSource(
      { contract: small },
      source,
      '#/components/schemas/Book/properties/id/format',
    );
    expect(lines[2]).toEqual({ text: '  "format": "uuid"', marked: true });
  });

  it('is the closest value of the document for a pointer that it does not have', () => {
    expect(excerpt('#/components/schemas/Book/nothing/here')[1]?.text).toBe('  "type": "object",');
  });

  it('is bounded', () => {
    const { length } = excerptSource(
      { contract: { ...contract, lines: [JSON.stringify(Array(5000).fill(1))] } },
      { file: 'openapi.json', line: 1 },
      '#',
    );
    expect(length).toBe(15);
  });
});
