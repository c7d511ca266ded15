import { readFileSync } from 'node:fs';
import type { RunRecord } from '../../../reporters/record.ts';
import type { Judged } from '../../../reporters/record-queries.ts';
import { tally } from '../../../reporters/record-queries.ts';
import type { Clause } from '../../../spec/clauses/clause.ts';
import type { ClauseResult, Finding } from '../../../spec/clauses/verdict.ts';
import type { Json } from '../../../spec/json.ts';
import type { Case, Exchange, ReceivedResponse } from '../../../spec/openapi/exchange.ts';

/** What a target may put wherever it controls a text: nothing of it may act on a reader's screen. */
export const hostile =
  '\u0000\u0007\u001b[31mred\u001b]8;;http://evil.test\u0007\u009b2J</script><script>window.pwned=1</script><img src=x onerror="window.pwned=2">' +
  `"'&]]>--><!--\u202egnp.exe\u2066\u200f\ud800\uffff\u2028\`\${pwned}%0A::error::x`;

/** 1 MB, as a body or a header's value. */
export const huge = 'A'.repeat(1_000_000);

const file = 'spec/openapi.yaml';
const lines = readFileSync(new URL('../../../spec/openapi.yaml', import.meta.url), 'utf8').split('\n');
const lineOf = (text: string) => lines.findIndex((line) => line.includes(text)) + 1;

const operation = 'customer-sessions:create';
const customerId = '4b8ba6c9-5d8f-4f4e-9a39-6f3c8a2a8f11';

/** A clause of the sample, with defaults. */
function clause(id: string, more: Partial<Clause> = {}): Clause {
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

/** A case of the sample: a valid request unless more is said. */
export function sampleCase(id: number, more: Partial<Case> = {}): Case {
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

/** An answer with a JSON body. */
function answer(status: number, value: Json, headers: [string, string][] = []): ReceivedResponse {
  const text = JSON.stringify(value);
  return {
    status,
    headers: [['content-type', 'application/json'], ...headers],
    body: { text, bytes: Buffer.byteLength(text), truncated: false, json: { value } },
  };
}

/** An exchange of the sample: the case's request to a server on loopback. */
export function exchange(id: number, sent: Case, more: Partial<Exchange>): Exchange {
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

/** The body of a 201, as an individual's. */
export function session(customer: { [name: string]: Json } = {}): { [name: string]: Json } {
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

/** A finding of the sample: null where the contract has a string. */
function finding(clause: Clause, exchanges: number[], more: Partial<Finding> = {}): Finding {
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

/** A judgement of the sample, with the line that holds a text of the contract. */
function judged(
  clause: Clause,
  verdict: ClauseResult['verdict'],
  more: Partial<Judged> = {},
  at = 'type: string',
): Judged {
  const source = { file, line: lineOf(at) };
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

const nulled = clause('201/customer(individual)/email/type', { description: '`email` is a string' });
const sameCause = clause('201/customer(individual)/email/format', {
  description: '`email` is an e-mail address',
});
const status = clause('invalid/customer_id/format', {
  family: 'invalid requests',
  description: 'a customer_id that is no UUID is refused',
});
const noticed = clause('protocol/415', {
  family: 'protocol',
  level: 'SHOULD',
  rfc: 'RFC 9110 section 15.5.16',
  description: '415 for a form',
});
const nasty = clause('201/token/type', { description: '`token` is a string' });
const broken = clause('robustness/answer', {
  family: 'robustness',
  description: 'every request is answered',
});

const badId = sampleCase(4, {
  kind: 'invalid',
  description: 'a customer id with one character more',
  request: {
    ...sampleCase(4).request,
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
const bytes = sampleCase(6, {
  kind: 'probe',
  description: 'bytes that are not UTF-8',
  request: { ...sampleCase(6).request, body: { base64: '/wAB' } },
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

/** The exchanges of the sample, among them the hostile one. */
export const exchanges: Exchange[] = [
  exchange(1, sampleCase(1), { response: answer(201, session()) }),
  exchange(2, sampleCase(2), { response: answer(201, session({ email: null, avatar_url: hostile })) }),
  exchange(3, sampleCase(3, { description: hostile }), { response: hostileAnswer }),
  exchange(4, badId, { response: answer(201, session()) }),
  exchange(5, sampleCase(5), { failure: { kind: 'reset', message: `closed ${hostile}`, answered: true } }),
  exchange(6, bytes, {
    response: answer(422, {
      detail: [{ type: hostile, loc: ['body', hostile], msg: hostile, input: hostile }],
    }),
  }),
];

const judgements: Judged[] = [
  judged(
    clause('document/valid', { family: 'contract', operation: '', description: 'the document is valid' }),
    'passed',
    {},
    'openapi:',
  ),
  judged(
    nulled,
    'failed',
    { findings: [finding(nulled, [2])], found: 7, observed: 40 },
    'The email address of the customer',
  ),
  judged(sameCause, 'failed', { findings: [finding(sameCause, [2])] }, 'title: Email'),
  judged(status, 'failed', {
    findings: [
      finding(status, [4], {
        location: 'status',
        expected: '422',
        received: { value: 201 },
        cause: 'accepted',
      }),
    ],
  }),
  judged(nasty, 'failed', {
    findings: [
      finding(nasty, [3], {
        location: { body: `/token/${hostile}` },
        expected: 'a string',
        received: { value: hostile },
        cause: hostile,
      }),
      finding(nasty, [3], {
        location: `header ${hostile}`,
        received: { words: hostile + huge },
        cause: hostile,
      }),
    ],
  }),
  judged(broken, 'failed', {
    findings: [
      finding(broken, [5], {
        location: 'connection',
        expected: 'an answer',
        received: { words: hostile },
        cause: 'reset',
      }),
    ],
  }),
  judged(noticed, 'noticed', {
    findings: [
      finding(noticed, [6], {
        location: 'status',
        expected: '415',
        received: { value: 422 },
        cause: 'no 415',
      }),
    ],
  }),
  judged(clause('201/customer(team)/email/type'), 'unverified', {
    reason: 'no team customer; set POLAR_TEAM_CUSTOMER_ID',
    observed: 0,
    exchanges: [],
  }),
  judged(clause('semantics/fresh', { family: 'semantics' }), 'waived', {
    reason: `known since May ${hostile}`,
  }),
  judged(clause('authentication/none', { family: 'authentication' }), 'error', {
    reason: `only refused connections ${hostile}`,
  }),
  judged(
    clause('201/id/type', { description: '`id` is a string' }),
    'passed',
    { observed: 40 },
    'format: uuid4',
  ),
];

/** A run with every verdict, and hostile text in every field that a target controls. */
export function sampleRecord(more: Partial<RunRecord> = {}): RunRecord {
  const all = more.judgements ?? judgements;
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
    totals: tally(all),
    judgements: all,
    counterexamples: smallest
      ? [{ clause: nulled.id, exchange: smallest, cases: 12, shrinks: 4, seed: 42 }]
      : [],
    exchanges,
    arguments: ['--target=http://127.0.0.1:8000', '--seed=42', "--header=X-It's: $HOME"],
    ...more,
  };
}

/** A run in which every clause holds. */
export function passedRecord(): RunRecord {
  return sampleRecord({
    judgements: judgements.filter(({ verdict }) => verdict === 'passed'),
    counterexamples: [],
    notes: [],
  });
}

/** A record as of a large document: the sample's judgements, and so many more that passed or that nothing judged. */
export function largeRecord(more: number): RunRecord {
  const { judgements } = sampleRecord();
  const plain = judgements.filter(({ verdict }) => verdict === 'passed' || verdict === 'unverified');
  const others = Array.from({ length: more }, (_, i): Judged[] =>
    plain.slice(i % plain.length, (i % plain.length) + 1).map((judged) => {
      const of = `operation-${i % 180}`;
      return { ...judged, clause: { ...judged.clause, id: `${of}/${i}`, operation: of } };
    }),
  );
  return sampleRecord({ judgements: [...judgements, ...others.flat()] });
}
