import { expect, it } from 'vitest';
import { describeSessionEnds, leaveOutSessionEnds } from '../../../cli/leave-out-session-ends.ts';
import { loadSampleContract } from './sample-contract.ts';

const responses = { 200: { description: 'done' } };
const create = (operationId: string) => ({ operationId, responses, security: [{ token: [] }] });
const { operations } = await loadSampleContract({
  '/me/reset-token': { post: create('renewToken') },
  '/session': { delete: create('logOut') },
  '/sign-out': { get: create('leave') },
  '/tokens/revoke': { post: create('drop') },
  '/public/logout': { post: { operationId: 'publicEnd', responses, security: [] } },
  '/tokens/{id}/revoke': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    post: create('revokeOne'),
  },
  '/keys': { get: create('listResetKeys'), post: create('createKey') },
  '/blog/outline': { post: create('outline') },
});
const ending = ['renewToken', 'logOut', 'leave', 'drop'];

it('operations after which the credentials may be rejected are left out', () => {
  const { operations: tested, sessionEnds } = leaveOutSessionEnds(operations, {});
  expect(sessionEnds.map(({ id }) => id)).toEqual(ending);
  expect(tested).toEqual(operations.filter(({ id }) => !ending.includes(id)));
  expect(describeSessionEnds(sessionEnds)).toEqual([
    'left out, because the target may then reject the credentials of the run: POST /me/reset-token, DELETE /session, GET /sign-out and 1 more. --operation tests them',
  ]);
  expect(describeSessionEnds([])).toEqual([]);
});

it('they are tested if they are named, or if nothing else is selected', () => {
  const only = operations.filter(({ id }) => ending.includes(id));
  expect(leaveOutSessionEnds(operations, { operation: ['*'] })).toEqual({ operations, sessionEnds: [] });
  expect(leaveOutSessionEnds(only, {})).toEqual({ operations: only, sessionEnds: [] });
});
