import fc from 'fast-check';
import { violationContext } from '../../arbitraries/invalid/context.ts';
import { violationsOfClause } from '../../arbitraries/invalid/of-clause.ts';
import { valid } from '../../arbitraries/valid.ts';
import { judge } from '../../oracles/judge.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { customers } from '../../suites/polar/arbitraries/customers.ts';

/** An answer that breaks one clause in one place, and what the oracles say of it. */
export interface BrokenAnswer {
  /** The clause that it was made to break. */
  clause: string;
  says: string;
  /** The MUST clauses that fail for it. */
  failed: readonly string[];
}

/** Faults of answer shape, generated from the contract's own clauses: of each clause, the way that breaks least beside it. */
export function brokenAnswers(contract: Contract, subject: OperationModel): BrokenAnswer[] {
  return [...subject.responses].flatMap(([status, root]) => {
    const bases = basesOf(contract, status);
    const context = violationContext(root, (node) => valid(node.schema, { contract, direction: 'response' }));
    const own = subject.clauses.filter(({ id, keyword }) => keyword && isOf(root, id));
    return own.flatMap(({ id }) => {
      const ways = violationsOfClause(root, id, { count: 2, bases }, context).map(({ body, says }) => ({
        clause: id,
        says,
        failed: failedBy(subject, Number(status), body),
      }));
      const [best] = ways.sort((a, b) => rank(a) - rank(b));
      return best ? [best] : [];
    });
  });
}

const isOf = ({ message }: SchemaNode, id: string): boolean =>
  new RegExp(`^/${message.root}[/:@]`).test(id.slice(message.operation.length));

/** The fewer others fail, the better; last, where the clause itself does not. */
const rank = ({ clause, failed }: BrokenAnswer): number =>
  (failed.includes(clause) ? 0 : 1000) + failed.length;

/** What the oracles hold against an answer, whatever was asked. */
export function failedBy(subject: OperationModel, status: number, body: Json): string[] {
  const musts = new Set(subject.clauses.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const found = judge(subject, answer(subject, status, body), true).flatMap(({ clause, finding }) =>
    finding && musts.has(clause) ? [clause] : [],
  );
  return [...new Set(found)];
}

function answer({ operation }: OperationModel, status: number, body: Json): Exchange {
  const text = JSON.stringify(body);
  const { id, method, path } = operation;
  const request = { method, path, headers: [], credentials: 'access' as const, body: { json: {} } };
  const headers = [
    ['content-type', 'application/json'] as const,
    ['date', new Date().toUTCString()] as const,
  ];
  return {
    id: 1,
    case: { id, operation: id, kind: 'probe', description: 'an answer', request, covers: [] },
    sent: { method, url: `http://127.0.0.1${path}`, headers: [], body: '{}' },
    response: {
      status,
      headers,
      body: { text, bytes: text.length, truncated: false, json: { value: body } },
    },
    startedAt: 0,
    durationMs: 0,
    attempts: 1,
  };
}

/** Valid answers to break: sessions of realistic customers, a refusal with all that it may have. */
function basesOf(contract: Contract, status: string): Json[] {
  if (status === '422')
    return [
      { detail: [{ loc: ['body', 'customer_id', 0], msg: 'Wrong', type: 'wrong', input: 1, ctx: {} }] },
    ];
  return fc.sample(customers(contract), { numRuns: 8, seed: 1 }).map((customer) => ({
    created_at: '2026-06-30T10:00:00.000001Z',
    modified_at: '2026-06-30T10:00:00Z',
    id: '0f0c9a6e-4a53-4d5e-9f43-0123456789ab',
    token: 'polar_mst_x',
    expires_at: '2026-06-30T11:00:00Z',
    return_url: 'https://shop.example/',
    customer_portal_url: 'https://polar.example/acme/portal?customer_session_token=polar_mst_x',
    customer_id: customer.id ?? '',
    customer,
  }));
}
