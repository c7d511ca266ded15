import fc from 'fast-check';
import { createMutationContext } from '../../arbitraries/invalid/mutation-context.ts';
import { violateClause } from '../../arbitraries/invalid/violate-clause.ts';
import { judgeExchange } from '../../oracles/judge-exchange.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { customers } from '../../suites/polar/arbitraries/customers.ts';

/** A response body that violates one clause, and the clauses for which the oracles report it. */
export interface BrokenResponse {
  /** The clause that the body is generated to violate. */
  clause: string;
  description: string;
  /** The MUST clauses that fail. */
  failed: readonly string[];
}

/**
 * Creates a broken response for each schema clause of the responses: of the generated violations, the one for which the
 * fewest other clauses fail.
 */
export function createBrokenResponses(contract: Contract, model: OperationModel): BrokenResponse[] {
  return [...model.responses].flatMap(([status, root]) => {
    const seedValues = createValidBodies(contract, status);
    const context = createMutationContext(root, { contract, direction: 'response' });
    const clauses = model.clauses.filter(({ id, keyword }) => keyword && belongsTo(root, id));
    return clauses.flatMap(({ id }) => {
      const responses = violateClause(root, id, { count: 2, seedValues }, context).map(
        ({ body, description }) => ({
          clause: id,
          description,
          failed: findFailedClauses(model, Number(status), body),
        }),
      );
      const [best] = responses.sort((a, b) => rank(a) - rank(b));
      return best ? [best] : [];
    });
  });
}

const accepted = { credentialsAccepted: true, requestAccepted: true };

const belongsTo = ({ message }: SchemaNode, id: string): boolean =>
  new RegExp(`^/${message.root}[/:@]`).test(id.slice(message.operation.length));

/** Ranks a response by the number of failed clauses. One for which its own clause passes comes last. */
const rank = ({ clause, failed }: BrokenResponse): number =>
  (failed.includes(clause) ? 0 : 1000) + failed.length;

/** Returns the MUST clauses for which a response with this body fails, independent of its request. */
function findFailedClauses(model: OperationModel, status: number, body: Json): string[] {
  const musts = new Set(model.clauses.filter(({ level }) => level === 'MUST').map(({ id }) => id));
  const found = judgeExchange(model, createExchange(model, status, body), accepted).flatMap(
    ({ clause, finding }) => (finding && musts.has(clause) ? [clause] : []),
  );
  return [...new Set(found)];
}

function createExchange({ operation }: OperationModel, status: number, body: Json): Exchange {
  const text = JSON.stringify(body);
  const { id, method, path } = operation;
  const request = { method, path, headers: [], credentials: 'access' as const, body: { json: {} } };
  const headers = [
    ['content-type', 'application/json'] as const,
    ['date', new Date().toUTCString()] as const,
  ];
  return {
    id: 1,
    case: { id, operation: id, kind: 'probe', description: 'a response', request, covers: [] },
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

/** Valid bodies to mutate: sessions of realistic customers, and a 422 body with all optional properties. */
function createValidBodies(contract: Contract, status: string): Json[] {
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
