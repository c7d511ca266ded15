import { expect, it } from 'vitest';
import { cleanUp, describeCleanUp } from '../../../../plan/execute/clean-up.ts';
import type { CreatedItem } from '../../../../plan/execute/created-items.ts';
import { createExchange, refusedConnection } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const item = (path: string, isDeletable = true): CreatedItem => ({
  path,
  ...(isDeletable && { deletion: createCase(path) }),
});

const deleteAll = (items: CreatedItem[], statuses: Record<string, number> = {}) => {
  const sent: string[] = [];
  const send = async (theCase: { id: string }) => {
    sent.push(theCase.id);
    return createExchange(sent.length, createCase(theCase.id), { status: statuses[theCase.id] ?? 204 });
  };
  return cleanUp(items, { send }).then((result) => ({ ...result, sent }));
};

it('deletes items below others first', async () => {
  const { sent, deleted, left } = await deleteAll([item('/a/1'), item('/a/1/b/2'), item('/a/3')]);
  expect({ sent, deleted, left }).toEqual({ sent: ['/a/1/b/2', '/a/1', '/a/3'], deleted: 3, left: [] });
});

it.each([404, 410])('counts an item that is gone already (%d) as deleted', async (status) => {
  expect(await deleteAll([item('/a/1')], { '/a/1': status })).toMatchObject({ deleted: 1, left: [] });
});

it.each([
  [200, 1],
  [299, 1],
  [199, 0],
  [300, 0],
  [403, 0],
])('after a %d, %d items are deleted', async (status, deleted) => {
  expect((await deleteAll([item('/a/1')], { '/a/1': status })).deleted).toBe(deleted);
});

it('counts an item whose deletion got no response as left', async () => {
  const result = await cleanUp([item('/a/1')], {
    send: async (theCase) => createExchange(1, theCase, refusedConnection),
  });
  expect(result).toEqual({ deleted: 0, left: ['/a/1'] });
});

it('keeps an item that only begins like one that was deleted', async () => {
  expect(await deleteAll([item('/a/1'), item('/a/12', false)])).toMatchObject({ left: ['/a/12'] });
});

it('names what is left: what cannot be deleted, and is not below what was', async () => {
  const items = [item('/a/1', false), item('/a/2'), item('/a/2/b/3', false), item('/a/4')];
  const result = await deleteAll(items, { '/a/4': 409 });
  expect(result).toMatchObject({ deleted: 1, left: ['/a/1', '/a/4'] });
  expect(describeCleanUp(result)).toEqual([
    '1 created resource was deleted',
    '2 created resources are left: /a/1, /a/4',
  ]);
});

it('names at most ten items', () => {
  const left = Array.from({ length: 12 }, (_, index) => `/a/${index}`);
  expect(describeCleanUp({ deleted: 0, left })).toEqual([expect.stringMatching(/\/a\/9 and 2 more$/)]);
  expect(describeCleanUp({ deleted: 2, left: left.slice(0, 10) })).toEqual([
    '2 created resources were deleted',
    expect.stringMatching(/\/a\/9$/),
  ]);
});

it('is left out of the summary if the run has created nothing', () => {
  expect(describeCleanUp({ deleted: 0, left: [] })).toEqual([]);
});

it.each([
  [399, 0],
  [400, 1],
  [499, 1],
  [500, 0],
])('after a %d, %d items that may be gone are deleted', async (status, deleted) => {
  const items = [{ ...item('/a/1'), mayBeGone: true as const }];
  expect((await deleteAll(items, { '/a/1': status })).deleted).toBe(deleted);
});
