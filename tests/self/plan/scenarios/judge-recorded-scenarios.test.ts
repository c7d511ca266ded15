import { expect, test } from 'vitest';
import { judgeRecordedScenarios } from '../../../../plan/scenarios/judge-recorded-scenarios.ts';
import type { Exchange } from '../../../../spec/openapi/exchange.ts';
import type { ResourceAction } from '../../../../spec/openapi/resources.ts';
import { createContexts, createExchange } from '../library.ts';
import { notes } from '../notes.ts';

const tested = [...(await createContexts(notes)).values()];

const operations = { create: 'POST', read: 'GET', delete: 'DELETE' } as const;

/** The request of a scenario with this number, and its response. */
function createStep(
  number: string,
  action: ResourceAction & keyof typeof operations,
  status: number,
): Exchange {
  const step = { scenario: '/notes/{id}', resource: '/notes/{id}', action, item: 'A', bindings: [] };
  const request = {
    method: operations[action],
    path: '/notes/1',
    headers: [],
    credentials: 'access' as const,
  };
  const theCase = {
    ...{ id: `${action}/scenario/notes/{id}/${number}`, operation: action, kind: 'valid' as const },
    ...{ description: '', covers: [], request, step },
  };
  return createExchange(Number.parseInt(number, 10), theCase, { status, json: { id: 1 } });
}

const created = createStep('1', 'create', 201);
const deleted = createStep('2', 'delete', 204);
const stillRead = createStep('3', 'read', 200);

const listFailures = (exchanges: readonly Exchange[]): string[] =>
  judgeRecordedScenarios(tested, exchanges).flatMap(({ observation: { clause, finding } }) =>
    finding ? [clause] : [],
  );

test('the exchanges of a scenario are judged in the order of sending', () => {
  expect(listFailures([created, deleted, stillRead])).toEqual(['delete/resource:deleted-is-gone']);
});

test('a scenario of which an exchange is missing is not judged', () => {
  expect(listFailures([created, deleted, createStep('4', 'read', 200)])).toEqual([]);
});

test('requests that were repeated by themselves are left out', () => {
  const again = createStep('3', 'read', 404);
  const repeated = { ...again, case: { ...again.case, id: `${again.case.id}/again` } };
  expect(listFailures([created, deleted, repeated, stillRead])).toEqual(['delete/resource:deleted-is-gone']);
});
