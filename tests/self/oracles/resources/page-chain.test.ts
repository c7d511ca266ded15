import { expect, it } from 'vitest';
import { getParameters } from '../../../../oracles/resources/list-entries.ts';
import { findNextQuery } from '../../../../oracles/resources/page-chain.ts';
import { createTimeline } from '../../../../oracles/resources/timeline.ts';
import { createExchange } from '../../plan/library.ts';
import { createCase } from '../../plan/schedule/create-case.ts';
import { contexts } from './scenario.ts';

it.each([
  ['5', '5'],
  ['5x', '2'], // not a number: pages are counted
  ['x5', '2'],
])('if the next page is %j, its number is %j', (next, value) => {
  const step = {
    scenario: '/books/{id}',
    resource: '/books/{id}',
    action: 'list',
    item: '',
    bindings: [],
  } as const;
  const request = { method: 'GET', path: '/books?page=1', headers: [], credentials: 'access' } as const;
  const sent = createCase('a', { operation: 'list', request, step });
  const json = { items: [{ id: 1 }], next_page: next };
  const [list] = createTimeline([createExchange(1, sent, { status: 200, json })]);
  const parameters = list && getParameters(list, contexts.selecting);
  expect(list && parameters && findNextQuery(list, { ...parameters, firstPage: 1 })).toMatchObject({
    name: 'page',
    value,
  });
});
