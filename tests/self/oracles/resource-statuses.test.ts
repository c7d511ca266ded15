import { expect, it } from 'vitest';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json } from '../../../spec/json.ts';
import { createExchange } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

const json = (schema: Json): Json => ({ 'application/json': { schema } });

/** The result of `errors:refused` when an invalid body got this status from an operation with this path. */
async function judgeRefusal(path: string, status: number): Promise<'pass' | 'fail' | 'undecided'> {
  const put: Json = {
    operationId: 'put',
    requestBody: { content: json({ type: 'object' }) },
    responses: {
      200: { description: 'OK' },
      422: { description: 'Invalid', content: json({ properties: { detail: { type: 'array' } } }) },
    },
  };
  const contract = await loadDocument(createDocument({}, { paths: { [path]: { put } } }));
  const [operation] = contract.operations;
  if (!operation) throw new Error('the document has no operation');
  const violation = { clauses: [], instancePointer: '', keyword: 'type', description: 'not an object' };
  const exchange = createExchange(1, createCase('a', { kind: 'invalid', operation: 'put', violation }), {
    status,
  });
  const observations = judgeExchange(createOperationModel(contract, operation, false, true), exchange, {
    ...{ credentialsAccepted: true, requestAccepted: true },
  });
  const own = observations.find(({ clause }) => clause === 'put/errors:refused');
  return own ? (own.finding ? 'fail' : 'pass') : 'undecided';
}

it.each<[string, number, 'pass' | 'fail' | 'undecided']>([
  ['/books/{id}', 422, 'pass'],
  ['/books/{id}', 400, 'fail'],
  ['/books/{id}', 404, 'undecided'], // the resource does not exist
  ['/settings', 404, 'fail'],
])('an invalid body to %s that gets %d: %s', async (path, status, outcome) => {
  expect(await judgeRefusal(path, status)).toBe(outcome);
});
