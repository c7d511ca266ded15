import { readFileSync } from 'node:fs';
import type { RecordedResult, RunRecord } from '../../../reporters/record.ts';
import { countVerdicts } from '../../../reporters/record-queries.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import type { OperationCoverage } from '../../../spec/clauses/operation-coverage.ts';
import type { ClauseResult, Finding } from '../../../spec/clauses/verdict.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { ReceivedResponse } from '../../../spec/openapi/response.ts';

/** Text that a target could send to attack a terminal, a browser or an XML parser. */
export const hostile =
  '\u0000\u0007\u001b[31mred\u001b]8;;http://evil.test\u0007\u009b2J</script><script>window.pwned=1</script><img src=x onerror="window.pwned=2">' +
  `"'&]]>--><!--\u202egnp.exe\u2066\u200f\ud800\uffff\u2028\`\${pwned}%0A::error::x`;

/** 1 MB, for bodies and header values. */
export const huge = 'A'.repeat(1_000_000);

const file = 'spec/openapi.yaml';
const lines = readFileSync(new URL('../../../spec/openapi.yaml', import.meta.url), 'utf8').split('\n');
const findLine = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;

const operation = 'customer-sessions:create';
const customerId = '4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11';

/** A clause of the sample, with defaults. */
function createClause(id: string, more: Partial<Clause> = {}): Clause {
  const at = '#/components/schemas/CustomerIndividual/properties/email' as const;
  return {
    id: `${operation}/${id}`,
    level: 'MUST',
    family: 'response shape',
    operation,
    schemaPointer: at,
    description: `${id} holds`,
    ...more,
  };
}

/** A case of the sample; by default a valid request. */
export function createCase(id: number, more: Partial<Case> = {}): Case {
  const kind = more.kind ?? 'valid';
  return {
    id: `${operation}/${kind}/${id}`,
    operation,
    kind,
    description: 'an individual by its id',
    request: {
      method: 'POST',
      path: '/v1/customer-sessions/',
      headers: [],
      credentials: 'access',
      body: { json: { customer_id: customerId } },
    },
    covers: [],
    ...more,
  };
}

/** A response with a JSON body. */
function createResponse(status: number, value: Json, headers: [string, string][] = []): ReceivedResponse {
  const text = JSON.stringify(value);
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    body: { text, bytes: Buffer.byteLength(text), truncated: false, json: { value } },
  };
}

/** An exchange of the sample, with a server on this machine. */
export function createExchange(id: number, sent: Case, more: Partial<Exchange>): Exchange {
  const { method, path, body, headers } = sent.request;
  const text =
    body && ('json' in body ? JSON.stringify(body.json) : 'text' in body ? body.text : atob(body.base64));
  return {
    id,
    case: sent,
    sent: {
      method,
      url: `http://127.0.0.1:8000${path}`,
      headers: [['authorization', 'Bearer ‹access token›'], ['content-type', 'application/json'], ...headers],
      ...(text !== undefined && { body: text }),
    },
    startedAt: 1_780_000_000_000 + id * 10,
    durationMs: 4 + (id % 17),
    attempts: 1,
    ...more,
  };
}

/** The body of a 201 response for an individual customer. */
export function createSession(customer: { [name: string]: Json } = {}): { [name: string]: Json } {
  return {
    created_at: '2026-06-10T09:00:00.000001Z',
    modified_at: null,
    id: 'b7d5ea1a-1f0a-4f3e-8a55-0f4a2f7b5c21',
    token: '‹session token 1›',
    expires_at: '2026-06-10T10:00:00Z',
    return_url: null,
    customer_portal_url: 'https://polar.test/acme/portal?customer_session_token=‹session token 1›',
    customer_id: customerId,
    customer: {
      id: customerId,
      type: 'individual',
      email: 'ada@example.com',
      name: 'Ada',
      metadata: {},
      ...customer,
    },
  };
}

/** A finding of the sample: null instead of a string. */
function createFinding(clause: Clause, exchanges: number[], more: Partial<Finding> = {}): Finding {
  return {
    clause: clause.id,
    exchanges,
    location: { body: '/customer/email' },
    expected: 'a string',
    received: { value: null },
    cause: 'null email',
    ...more,
  };
}

/** A result of the sample. Its source is the first line of the contract that contains `text`. */
function createResult(
  clause: Clause,
  verdict: ClauseResult['verdict'],
  more: Partial<RecordedResult> = {},
  at = 'type: string',
): RecordedResult {
  const source = { file, line: findLine(at) };
  const found = more.findings?.length ?? 0;
  return {
    clause,
    verdict,
    findings: [],
    found,
    observed: 3,
    exchanges: [1, 2, 3],
    ...(clause.schemaPointer && { source }),
    ...more,
  };
}

const nulled = createClause('201/customer(individual)/email/type', { description: '`email` is a string' });
const sameCause = createClause('201/customer(individual)/email/format', {
  description: '`email` is an e-mail address',
});
const status = createClause('invalid/customer_id/format', {
  family: 'invalid requests',
  description: 'a customer_id that is not a UUID is rejected',
});
const noticed = createClause('protocol/415', {
  family: 'protocol',
  level: 'SHOULD',
  rfc: 'RFC 9110 section 15.5.16',
  description: '415 for a form',
});
const nasty = createClause('201/token/type', { description: '`token` is a string' });
const broken = createClause('robustness/answer', {
  family: 'robustness',
  description: 'every request is answered',
});

const badId = createCase(4, {
  kind: 'invalid',
  description: 'a customer id with one character more',
  request: {
    ...createCase(4).request,
    body: { json: { customer_id: `${customerId}0`, return_url: 'https://example.com/' } },
  },
  violation: {
    clauses: [status.id],
    instancePointer: '/customer_id',
    keyword: 'format',
    before: customerId,
    after: `${customerId}0`,
    description: 'the id has one character more',
  },
});
const bytes = createCase(6, {
  kind: 'probe',
  description: 'bytes that are not UTF-8',
  request: { ...createCase(6).request, body: { base64: '/wAB' } },
});

const hostileAnswer: ReceivedResponse = {
  status: 201,
  headers: [
    ['content-type', hostile],
    ['server', hostile],
    ['x-huge', huge],
  ],
  body: {
    text: hostile + huge,
    bytes: 1_000_200,
    truncated: true,
    json: { value: { [hostile]: hostile, token: { [hostile]: huge } } },
  },
};

/** The exchanges of the sample, including a hostile response. */
export const exchanges: Exchange[] = [
  createExchange(1, createCase(1), { response: createResponse(201, createSession()) }),
  createExchange(2, createCase(2), {
    response: createResponse(201, createSession({ email: null, avatar_url: hostile })),
  }),
  createExchange(3, createCase(3, { description: hostile }), { response: hostileAnswer }),
  createExchange(4, badId, { response: createResponse(201, createSession()) }),
  createExchange(5, createCase(5), {
    failure: { kind: 'reset', message: `closed ${hostile}`, answered: true },
  }),
  createExchange(6, bytes, {
    response: createResponse(422, {
      detail: [{ type: hostile, loc: ['body', hostile], msg: hostile, input: hostile }],
    }),
  }),
];

const results: RecordedResult[] = [
  createResult(
    createClause('document/valid', {
      family: 'contract',
      operation: '',
      description: 'the document is valid',
    }),
    'passed',
    {},
    'openapi:',
  ),
  createResult(
    nulled,
    'failed',
    { findings: [createFinding(nulled, [2])], found: 7, observed: 40 },
    'The email address of the customer',
  ),
  createResult(sameCause, 'failed', { findings: [createFinding(sameCause, [2])] }, 'title: Email'),
  createResult(status, 'failed', {
    findings: [
      createFinding(status, [4], {
        location: 'status',
        expected: '422',
        received: { value: 201 },
        cause: 'accepted',
      }),
    ],
  }),
  createResult(nasty, 'failed', {
    findings: [
      createFinding(nasty, [3], {
        location: { body: `/token/${hostile}` },
        expected: 'a string',
        received: { value: hostile },
        cause: hostile,
      }),
      createFinding(nasty, [3], {
        location: `header ${hostile}`,
        received: { words: hostile + huge },
        cause: hostile,
      }),
    ],
  }),
  createResult(broken, 'failed', {
    findings: [
      createFinding(broken, [5], {
        location: 'connection',
        expected: 'an answer',
        received: { words: hostile },
        cause: 'reset',
      }),
    ],
  }),
  createResult(noticed, 'noticed', {
    findings: [
      createFinding(noticed, [6], {
        location: 'status',
        expected: '415',
        received: { value: 422 },
        cause: 'no 415',
      }),
    ],
  }),
  createResult(createClause('201/customer(team)/email/type'), 'unverified', {
    reason: 'no team customer is known',
    remedy: 'set POLAR_TEAM_CUSTOMER_ID',
    observed: 0,
    exchanges: [],
  }),
  createResult(createClause('semantics/fresh', { family: 'semantics' }), 'waived', {
    reason: `known since May ${hostile}`,
  }),
  createResult(createClause('authentication/none', { family: 'authentication' }), 'error', {
    reason: `only refused connections ${hostile}`,
  }),
  createResult(
    createClause('201/id/type', { description: '`id` is a string' }),
    'passed',
    { observed: 40 },
    'format: uuid4',
  ),
];

/** The coverage of an operation that accepted no request. */
export const untestedOperation: OperationCoverage = {
  operation: 'books:create',
  tries: 12,
  obstacle: {
    reason: 'each of the 12 valid requests was answered with 422',
    remedy: 'give a request that the target accepts: --fixtures=FILE with {"books:create": {"body": {…}}}',
  },
  lastRejection: { exchange: 6, status: 422, excerpt: `{"detail": "${hostile}"}` },
};

/** A run with all verdicts, and hostile text in all fields that a target controls. */
export function createRecord(more: Partial<RunRecord> = {}): RunRecord {
  const all = more.results ?? results;
  const smallest = exchanges[1];
  return {
    suite: { name: 'Polar Conformance', version: '0.1.0' },
    target: {
      name: 'http://127.0.0.1:8000',
      url: 'http://127.0.0.1:8000',
      server: hostile,
      version: hostile,
    },
    contract: { title: 'Polar API', version: '0.1.0', file, lines },
    seed: 42,
    startedAt: '2026-06-10T09:00:00.000Z',
    durationMs: 4321,
    requests: 61,
    complete: true,
    notes: [`slowed down: ${hostile}`],
    totals: countVerdicts(all),
    results: all,
    operations: [
      {
        ...{ operation, tries: 3 },
        pathParameters: [
          { parameter: hostile, bindings: [`$response.body#/id of ${hostile}`] },
          { parameter: 'page', bindings: [], reason: 'no operation creates the item' },
        ],
      },
    ],
    traffic: {
      ...{ exchanges: 61, statuses: [201], clauses: { covered: 8, total: 9 } },
      operations: { covered: 0, total: 1, missing: [hostile] },
      responses: { covered: 1, total: 1, missing: [] },
      parameters: { covered: 0, total: 1, missing: [hostile] },
      unmatched: { exchanges: 1, paths: [hostile] },
    },
    counterexamples: smallest
      ? [{ clause: nulled.id, cause: 'null email', exchange: smallest, cases: 12, shrinks: 4, seed: 42 }]
      : [],
    exchanges,
    arguments: ['--target=http://127.0.0.1:8000', '--seed=42', "--header=X-It's: $HOME"],
    ...more,
  };
}

/** A run in which all clauses passed. */
export function createPassedRecord(): RunRecord {
  return createRecord({
    results: results.filter(({ verdict }) => verdict === 'passed'),
    counterexamples: [],
    notes: [],
  });
}

/** The record of a large contract: the sample's results and `more` passed or unverified ones. */
export function createLargeRecord(more: number): RunRecord {
  const { results } = createRecord();
  const plain = results.filter(({ verdict }) => verdict === 'passed' || verdict === 'unverified');
  const others = Array.from({ length: more }, (_, i): RecordedResult[] =>
    plain.slice(i % plain.length, (i % plain.length) + 1).map((result) => {
      const of = `operation-${i % 180}`;
      return { ...result, clause: { ...result.clause, id: `${of}/${i}`, operation: of } };
    }),
  );
  return createRecord({ results: [...results, ...others.flat()] });
}
