import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../../reference/bookshop/faults/fault.ts';
import { bookshopFaults } from '../../../../reference/bookshop/faults.ts';
import { loadContract } from '../../../../spec/document/load-contract.ts';
import type { BookshopRequest } from './bookshop-request.ts';
import { isOfSeveralRequests } from './effect-families.ts';
import { findViolations } from './find-violations.ts';
import { normalizeReply, type Reply, requestBattery, sendBattery } from './request-battery.ts';
import { withBookshop } from './send-to-bookshop.ts';

const contract = await loadContract({ file: 'reference/bookshop/openapi.yaml' });
const operationIds = contract.operations.map(({ id }) => id);

/** The operations whose clauses a fault violates. The requests of HEAD are of no operation. */
function listOperations({ violates }: Fault): string[] {
  const prefixes = violates.map((pattern) => pattern.split('/')[0] ?? '');
  const isOfHead = violates.some((pattern) => pattern.endsWith(':head'));
  return prefixes.includes('*') ? [...operationIds, ''] : [...new Set(prefixes), ...(isOfHead ? [''] : [])];
}

const selectRequests = (operations: readonly string[]): BookshopRequest[] =>
  requestBattery.filter(({ operation }) => operations.includes(operation));

/** The responses of the bookshop without faults, by the operation of the request. */
const expectedReplies = new Map<string, Promise<Reply[]>>();

function expectReplies(operations: readonly string[]): Promise<Reply[]> {
  const key = operations.join();
  const known =
    expectedReplies.get(key) ?? withBookshop({}, (server) => sendBattery(server, selectRequests(operations)));
  expectedReplies.set(key, known);
  return known;
}

interface Difference {
  request: BookshopRequest;
  before: Reply;
  after: Reply;
}

/** Finds the requests to which a server with the fault responds differently. */
async function findDifferences(fault: Fault): Promise<Difference[]> {
  const operations = listOperations(fault);
  const requests = selectRequests(operations);
  const before = await expectReplies(operations);
  const after = await withBookshop({ fault: fault.id }, (server) => sendBattery(server, requests));
  return requests.flatMap((request, index) => {
    const [one = { failure: '' }, other = { failure: '' }] = [before[index], after[index]];
    return normalizeReply(one) === normalizeReply(other) ? [] : [{ request, before: one, after: other }];
  });
}

const readStatus = (reply: Reply): number => ('failure' in reply ? 0 : reply.status);
const isRejected = (reply: Reply): boolean => [400, 422].includes(readStatus(reply));
const isAccepted = (reply: Reply): boolean => readStatus(reply) >= 200 && readStatus(reply) < 300;

const becomesAccepted = ({ before, after }: Difference): boolean => isRejected(before) && isAccepted(after);
const becomesRejected = ({ before, after }: Difference): boolean => isAccepted(before) && isRejected(after);
const becomesUndocumented = ({ request, after }: Difference): boolean =>
  'failure' in after || findViolations(contract, request.operation, after).length > 0;

/** What a fault of each family must change in one of the responses. Other families may change anything. */
const effects: Readonly<Record<string, (difference: Difference) => boolean>> = {
  'too strict': becomesRejected,
  'lax query': becomesAccepted,
  'lax path': becomesAccepted,
  'lax header or cookie': becomesAccepted,
  'lax body': becomesAccepted,
  types: becomesAccepted,
  'response shape': becomesUndocumented,
  'response headers': becomesUndocumented,
  status: becomesUndocumented,
};

/** Faults that violate HTTP or an annotation, which the document's schemas do not show. */
const unseen = new Set([
  'bookshop/body-shape:problem-status-differs',
  'bookshop/shape:write-only',
  'bookshop/response-header:modified-malformed',
  'bookshop/status:invalid-200',
]);

describe('the catalogue of the bookshop', () => {
  it('has at least 80 faults with distinct ids', () => {
    expect(bookshopFaults.length).toBeGreaterThanOrEqual(80);
    expect(new Set(bookshopFaults.map(({ id }) => id)).size).toBe(bookshopFaults.length);
  });

  it.each(bookshopFaults)('violates clauses of operations that exist: $id', (fault) => {
    expect(fault.violates).not.toEqual([]);
    expect(listOperations(fault).filter((id) => id !== '' && !operationIds.includes(id))).toEqual([]);
  });
});

/**
 * Whether the responses to single requests show the fault. `raw-responses.test.ts` reads from the socket what clients
 * skip, and `effects.test.ts` sends requests that depend on each other.
 */
const isVisible = (fault: Fault): boolean =>
  !fault.rare && fault.id !== 'bookshop/methods:head-body' && !isOfSeveralRequests(fault);

describe('the bookshop with a fault', () => {
  it.each(bookshopFaults.filter(isVisible))('responds as the fault describes: $id', async (fault) => {
    const differences = await findDifferences(fault);
    expect(differences).not.toEqual([]);
    const hasEffect = unseen.has(fault.id) ? undefined : effects[fault.family];
    if (hasEffect)
      expect(
        differences.filter(hasEffect),
        normalizeReply(differences[0]?.after ?? { failure: '' }),
      ).not.toEqual([]);
  });

  it.each(bookshopFaults.filter(({ rare }) => rare))(
    'responds so in some of many requests: $id',
    async (fault) => {
      const [request] = selectRequests(listOperations(fault)).filter(({ status }) => status === 200);
      if (!request) throw new Error('no request succeeds');
      const requests = Array.from({ length: 60 }, () => request);
      const replies = await withBookshop({ fault: fault.id }, (server) => sendBattery(server, requests));
      const forms = new Set(replies.map(normalizeReply));
      expect(forms.size).toBe(2);
    },
  );
});
