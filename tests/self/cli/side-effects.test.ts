import { expect, it } from 'vitest';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { describeSideEffects } from '../../../cli/side-effects.ts';
import { loadSampleContract } from './sample-contract.ts';

it('are those of the suite alone for customer sessions', async () => {
  const { operations } = await resolveContract({ contract: undefined, allowReferences: false });
  const sentences = describeSideEffects(operations);
  expect(sentences[0]).toMatch(/customer session/);
  expect(sentences.at(-1)).toBe('Nothing else is created, changed or deleted.');
});

it('name the operations of other contracts whose methods are not safe', async () => {
  const { operations } = await loadSampleContract();
  expect(describeSideEffects(operations)).toEqual([
    'Accepted requests may create, change or delete resources: POST /things.',
  ]);
  const reads = operations.filter(({ method }) => method === 'GET');
  expect(describeSideEffects(reads)).toEqual(['Nothing else is created, changed or deleted.']);
});

it('name at most five operations', async () => {
  const paths = ['/a', '/b', '/c', '/d', '/e', '/f'];
  const remove = { delete: { responses: { 204: { description: 'deleted' } } } };
  const { operations } = await loadSampleContract(Object.fromEntries(paths.map((path) => [path, remove])));
  const deletions = operations.filter(({ method }) => method === 'DELETE');
  expect(describeSideEffects(deletions)[0]).toMatch(/: DELETE \/a, .*DELETE \/e and 1 more\.$/);
});
