import { expect, it } from 'vitest';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { describeSideEffects } from '../../../cli/side-effects.ts';
import { loadSampleContract } from './sample-contract.ts';

it('are those of the suite alone for customer sessions', async () => {
  const polar = await resolveContract({ contract: undefined, allowReferences: false });
  const sentences = describeSideEffects(polar.operations, polar);
  expect(sentences[0]).toMatch(/customer session/);
  expect(sentences.at(-1)).toBe('Nothing else is created, changed or deleted.');
});

it('name the operations of other contracts whose methods are not safe', async () => {
  const sample = await loadSampleContract();
  const { operations } = sample;
  expect(describeSideEffects(operations, sample)[0]).toBe(
    'Accepted requests may create, change or delete resources: POST /things.',
  );
  const reads = operations.filter(({ method }) => method === 'GET');
  expect(describeSideEffects(reads, sample)).toEqual(['Nothing else is created, changed or deleted.']);
});

it('name at most five operations', async () => {
  const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
  const remove = { delete: { responses: { 204: { description: 'deleted' } } } };
  const sample = await loadSampleContract(Object.fromEntries(paths.map((path) => [path, remove])));
  const deletions = sample.operations.filter(({ method }) => method === 'DELETE');
  expect(describeSideEffects(deletions, sample)[0]).toMatch(/: DELETE \/a, .*DELETE \/e and 1 more\.$/);
});

it("name the effects of Polar's operations, and what stays because it cannot be deleted", async () => {
  const responses = { 200: { description: 'done' } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const { operations } = await loadSampleContract({
    '/v1/refunds/': { post: { operationId: 'refunds:create', responses } },
    '/v1/products/': { post: { operationId: 'products:create', responses } },
    '/v1/products/{id}': { parameters: [id], get: { operationId: 'products:get', responses } },
    '/v1/meters/': { post: { operationId: 'meters:create', responses } },
    '/v1/meters/{id}': { parameters: [id], delete: { operationId: 'meters:delete', responses } },
  });
  const own = operations.filter((operation) => operation.path.startsWith('/v1/'));
  expect(describeSideEffects(own, { title: 'Polar API' })).toEqual([
    'An accepted request moves money: POST /v1/refunds/ (the customer gets money back).',
    expect.stringContaining('Accepted requests may create, change or delete resources: POST /v1/refunds/'),
    'What these create stays, because no operation deletes it: POST /v1/products/.',
  ]);
});
