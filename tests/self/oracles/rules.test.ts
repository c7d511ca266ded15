import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { describeFinding, type ExchangeSummary, judgeClause, judgeClauses, subject } from './exchange.ts';
import { authentication } from './rules/authentication.ts';
import { coveredClauses } from './rules/covered-clauses.ts';
import { errors } from './rules/errors.ts';
import type { ExpectedOutcome } from './rules/expected-outcome.ts';
import { protocol } from './rules/protocol.ts';
import { security } from './rules/security.ts';

const families: Record<string, readonly ExpectedOutcome[]> = {
  authentication,
  protocol,
  security,
  errors,
  coveredClauses,
};

describe.each(Object.entries(families))('oracles: %s', (_, rows) => {
  it.each(rows)('%s: %s for %s', (clause, outcome, _, exchange) => {
    expect(subject.clauses.map(({ id }) => id)).toContain(`${subject.operation.id}/${clause}`);
    expect(judgeClause(clause, exchange)).toBe(outcome);
  });
});

/** Statuses that no rule knows, and the boundaries of their classes (RFC 9110 section 15). */
const classes: readonly (readonly number[])[] = [
  [298, 299],
  [398, 300, 399],
  [498, 499],
  [598, 500, 599],
];

it.each(classes)('statuses that no rule knows are judged by their class: %i', (...statuses) => {
  for (const [clause, , description, exchange] of Object.values(families).flat()) {
    const [first, ...others] = statuses.map((status) => judgeClauses({ ...exchange, status }));
    for (const each of others) expect(each, `${clause}: ${description}`).toEqual(first);
  }
});

describe('a finding has the location, what was expected and what was received', () => {
  const entry = { type: 'missing', msg: 'Field required', loc: ['body', 'customer_id'], input: {} };
  const invalid = (sent: JsonObject, ...detail: Json[]): ExchangeSummary => ({
    ...{
      kind: 'invalid',
      status: 422,
      violation: { instancePointer: '/customer_id' },
      sent,
      json: { detail },
    },
  });
  const field = (name: string, ...values: string[]): ExchangeSummary => ({
    headers: values.map((value) => [name, value] as const),
  });
  const long = 'x'.repeat(300);

  it.each<[clause: string, text: string, exchange: ExchangeSummary]>([
    [
      'authentication:none',
      'status: expected status 401, received status 201',
      { status: 201, covers: ['authentication:none'] },
    ],
    [
      'authentication:challenge',
      'header www-authenticate: expected a challenge that names the authentication scheme, received nothing',
      { status: 401 },
    ],
    [
      'authentication:challenge-scheme',
      'header www-authenticate: expected a challenge of the Bearer scheme, received Basic, Digest',
      { status: 401, ...field('www-authenticate', 'Basic', 'Digest') },
    ],
    [
      'authentication:nothing-granted',
      'body: expected no token with a 400, received ‹session token 3›',
      { status: 400, text: 'a ‹session token 3› b' },
    ],
    [
      'authentication:secret-kept',
      'body: expected no credentials, received ‹part of access token›',
      { text: 'a ‹part of access token› b' },
    ],
    [
      'authentication:secret-kept',
      'header x-debug: expected no credentials, received Bearer ‹access token›',
      field('X-Debug', 'Bearer ‹access token›'),
    ],
    [
      'protocol:answered',
      'connection: expected a response in time, received body timeout',
      { failure: { kind: 'body timeout', message: 'body timeout', answered: true } },
    ],
    [
      'protocol:framing',
      'connection: expected a complete, well-formed HTTP response, received reset',
      { failure: { kind: 'reset', message: 'reset', answered: false } },
    ],
    [
      'protocol:framing',
      'body: expected no body with HEAD, received 4 bytes',
      { method: 'HEAD', text: 'text' },
    ],
    ['protocol:framing', 'body: expected no body with 205, received 4 bytes', { status: 205, text: 'text' }],
    [
      'protocol:first-attempt',
      'connection: expected a response on each new connection, received a response after 3 attempts: also a new connection was closed without one',
      { lostNewConnection: true },
    ],
    ['protocol:no-server-error', 'status: expected a status below 500, received status 500', { status: 500 }],
    [
      'protocol:status',
      'status: expected one of 201, 422 (documented) or 414, 431, 429 (defined by HTTP), received status 200',
      { status: 200 },
    ],
    [
      'protocol:media-type',
      'header content-type: expected application/json, received text/plain',
      { status: 201, ...field('content-type', 'text/plain') },
    ],
    [
      'protocol:media-type',
      'header content-type: expected application/json, received nothing',
      { status: 201, headers: [] },
    ],
    [
      'protocol:json',
      'body: expected JSON text in UTF-8, received something else',
      { status: 201, text: '<html>' },
    ],
    [
      'protocol:unique-names',
      'body: expected names that are unique within their object, received `a`, `b` more than once',
      { json: {}, duplicates: ['a', 'b'] },
    ],
    [
      'protocol:content-type',
      'header content-type: expected the media type of the body, received nothing',
      { text: 'x', headers: [] },
    ],
    ['protocol:date', 'header date: expected an HTTP date, received today', field('Date', 'today')],
    ['protocol:date', 'header date: expected an HTTP date, received nothing', { headers: [] }],
    [
      'protocol:allow',
      'header allow: expected a list of methods with POST, received GET, PUT',
      { method: 'PATCH', status: 405, ...field('Allow', 'GET', 'PUT') },
    ],
    ['protocol:allow', 'header allow: expected a list of methods, received nothing', { status: 405 }],
    [
      'protocol:header-syntax',
      'header etag: expected an entity tag in quotes, received "a"',
      field('etag', 'a'),
    ],
    [
      'protocol:header-syntax',
      'header age: expected the field once, received ["1","2"]',
      field('age', '1', '2'),
    ],
    [
      'robustness:no-internals',
      `body: expected an error without internal details, received a file path: ${`/home/${long}`.slice(0, 200)}`,
      { status: 500, text: ` /home/${'x'.repeat(198)}.py` },
    ],
    [
      'robustness:missing-values',
      'body: expected a value, null, or no property, received "undefined"',
      { json: { a: 'undefined' } },
    ],
    [
      'robustness:missing-values',
      `body: expected a value, null, or no property, received ${`"/${long}`.slice(0, 200)}`,
      { json: { a: `/${long}/undefined` } },
    ],
    [
      'robustness:missing-values',
      `header link: expected a URL with all its values, received ${`</NaN>; title=${long}`.slice(0, 200)}`,
      field('link', `</NaN>; title=${long}`),
    ],
    [
      'robustness:forged-host',
      'body: expected URLs of the server, received a URL of the forged host forged-host.example',
      { role: 'robustness:forged-host', text: '"http://forged-host.example/a"' },
    ],
    [
      'robustness:trace',
      'body: expected no header of the request, received conformance-traced-value',
      { role: 'robustness:trace', text: 'X: conformance-traced-value' },
    ],
    [
      'robustness:header-injection',
      'header x-conformance-injected: expected no header from the text of a request, received 1',
      { role: 'robustness:header-injection', ...field('X-Conformance-Injected', '1') },
    ],
    ['errors:refused', 'status: expected status 422, received status 400', { ...invalid({}), status: 400 }],
    ['errors:detail', 'body /detail: expected a list with at least one error, received []', invalid({})],
    [
      'errors:detail',
      'body /detail: expected a list with at least one error, received no list of that name',
      { ...invalid({}), json: {} },
    ],
    [
      'errors:msg',
      'body /detail/1/msg: expected a msg that is not empty, received " "',
      invalid({}, entry, { ...entry, msg: ' ' }),
    ],
    [
      'errors:type',
      'body /detail/1/type: expected a type that is not empty, received ""',
      invalid({}, entry, { ...entry, type: '' }),
    ],
    [
      'errors:loc',
      'body /detail/1/loc: expected a loc that leads to the violation: ["body", …, "customer_id"], received ["body"], ["body","return_url"]',
      invalid({}, {}, { ...entry, loc: ['body'] }, { ...entry, loc: ['body', 'return_url'] }),
    ],
    [
      'errors:loc-resolves',
      'body /detail/1/loc: expected a loc that leads to a location in the body that was sent, received ["body",0]',
      invalid({}, entry, { ...entry, loc: ['body', 0] }),
    ],
    [
      'errors:input',
      'body /detail/0/input: expected the object that lacks the property at `loc`, or null, received 7',
      invalid({}, { ...entry, input: 7 }),
    ],
    [
      'errors:input',
      'body /detail/1/input: expected the value sent at /customer_id: 5, received 7',
      invalid({ customer_id: 5 }, { ...entry, input: 5 }, { ...entry, input: 7 }),
    ],
    [
      'errors:input',
      `body /detail/0/input: expected the value sent at /customer_id: ${`"${long}`.slice(0, 200)}, received 7`,
      invalid({ customer_id: long }, { ...entry, input: 7 }),
    ],
    [
      'errors:input',
      'body /detail/0/input: expected the value sent at the body: {"a":5}, received 7',
      invalid({ a: 5 }, { ...entry, loc: ['body'], input: 7 }),
    ],
  ])('%s: %s', (clause, text, exchange) => {
    expect(describeFinding(clause, exchange)).toBe(text);
  });
});
