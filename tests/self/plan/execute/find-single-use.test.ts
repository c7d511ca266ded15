import { expect, it } from 'vitest';
import { findSingleUse } from '../../../../plan/execute/find-single-use.ts';
import { emptyMessage } from '../../../../spec/openapi/request-message.ts';
import { createGetContext } from '../create-get-context.ts';
import { createExchange } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const context = await createGetContext('/books/{id}', [id]);
const message = { ...emptyMessage, path: { id: '7' } };
const part = { in: 'path', name: 'id' };

/** The parts for which a repetition is rejected with the status; `other` is another item, which the target accepts. */
const find = (status: number, other?: string) =>
  findSingleUse(
    context,
    message,
    createExchange(1, createCase('again'), { status }),
    { takeResource: async () => other },
    async ({ path }) => path.id === '8',
  );

it.each([404, 410])(
  'after a %d, the item of the path is used up, even if there is no other',
  async (status) => {
    expect(await find(status)).toEqual([part]);
  },
);

it.each([403, 409, 411, 500])('after a %d, the item of the path may be used again', async (status) => {
  expect(await find(status)).toEqual([]);
});

it('the item of the path is used up if the target accepts the request with another', async () => {
  expect(await find(409, '8')).toEqual([part]);
  expect(await find(409, '9')).toEqual([]);
});
