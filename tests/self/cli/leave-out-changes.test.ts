import { expect, it } from 'vitest';
import { describeLeftOut, leaveOutChanges } from '../../../cli/leave-out-changes.ts';
import { resolveContract } from '../../../cli/resolve-contract.ts';
import { loadSampleContract } from './sample-contract.ts';

const sample = await loadSampleContract();
const { operations } = sample;
const create = operations.filter(({ method }) => method === 'POST');
const remote = { kind: 'remote', name: 'https://api.example.com' } as const;

it('operations that may change a remote target are left out', () => {
  const { operations: tested, leftOut } = leaveOutChanges(
    operations,
    remote,
    { allowChanges: false },
    sample,
  );
  expect(tested.every(({ method }) => method === 'GET')).toBe(true);
  expect(leftOut).toEqual(create);
  expect(describeLeftOut(leftOut, sample)).toEqual([
    'left out without --allow-changes: 1 operation that may change the target (POST /things)',
  ]);
});

it.each([
  ['with --allow-changes', remote, true],
  ['of a target on this machine', { kind: 'local', name: 'http://127.0.0.1:8000' } as const, false],
])('operations %s are all tested', (_, target, allowChanges) => {
  expect(leaveOutChanges(operations, target, { allowChanges }, sample)).toEqual({ operations, leftOut: [] });
  expect(describeLeftOut([], sample)).toEqual([]);
});

it.each(['PUT', 'PATCH', 'DELETE'])(
  '%s without an id in the path is left out on this machine too',
  async (method) => {
    const responses = { 200: { description: 'done' } };
    const own = await loadSampleContract({
      '/settings': { [method.toLowerCase()]: { operationId: 'settings', responses } },
      '/pages/{page}': {
        parameters: [{ name: 'page', in: 'path', required: true, schema: { type: 'string' } }],
        [method.toLowerCase()]: { operationId: 'page', responses },
      },
    });
    const local = { kind: 'local', name: 'http://127.0.0.1:8000' } as const;
    const { leftOut } = leaveOutChanges(own.operations, local, { allowChanges: false }, own);
    expect(leftOut.map(({ id }) => id)).toEqual(['settings']);
  },
);

it('a run with nothing else to test is a usage error', () => {
  expect(() => leaveOutChanges(create, remote, { allowChanges: false }, sample)).toThrow(
    'POST /things may create, change or delete resources of https://api.example.com. Add --allow-changes to test it, or select other operations.',
  );
});

it('customer sessions are tested, because their suite knows what a run creates', async () => {
  const polar = await resolveContract({ contract: undefined, allowReferences: false });
  expect(leaveOutChanges(polar.operations, remote, { allowChanges: false }, polar).leftOut).toEqual([]);
});

it("operations of Polar's API are left out by their effects, not by their methods", async () => {
  const responses = { 200: { description: 'done' } };
  const own = await loadSampleContract({
    '/v1/oauth2/introspect': { post: { operationId: 'oauth2:introspect_token', responses } },
    '/v1/oauth2/authorize': { get: { operationId: 'oauth2:authorize', responses } },
    '/v1/orders/{id}/finalize': { post: { operationId: 'orders:finalize', responses } },
  });
  const polar = { title: 'Polar API' };
  const select = (document: { title: string }) =>
    leaveOutChanges(own.operations, remote, { allowChanges: false }, document).leftOut.map(({ id }) => id);
  expect(select(polar)).toEqual(expect.arrayContaining(['oauth2:authorize', 'orders:finalize']));
  expect(select(polar)).not.toContain('oauth2:introspect_token');
  expect(select({ title: 'Another API' })).toEqual(
    expect.arrayContaining(['oauth2:introspect_token', 'orders:finalize']),
  );
  const { leftOut } = leaveOutChanges(own.operations, remote, { allowChanges: false }, polar);
  expect(describeLeftOut(leftOut, polar)[0]).toMatch(
    /; effects: cannot be undone \(1\), moves money \(1\)\)$/,
  );
});
