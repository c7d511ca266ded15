import { expect, it } from 'vitest';
import type { ScenarioResult } from '../../../../plan/scenarios/run-scenarios.ts';
import type { Case } from '../../../../spec/openapi/case.ts';
import { type FakeResponse, getJson } from '../library.ts';
import { findShopFailures, formatStep } from './shop.ts';

const summarize = ({ observation, exchanges, isIntermittent }: ScenarioResult) => ({
  clause: observation.clause,
  steps: exchanges.map(formatStep),
  ...(isIntermittent && { isIntermittent }),
});

/** Accepts changes and stores nothing, a number of times. */
function ignoreChanges(times: number) {
  let left = times;
  return (theCase: Case): FakeResponse | undefined => {
    const { step, request } = theCase;
    const isAccepted = step?.action === 'update' && !step.isInvalid && request.credentials === 'access';
    if (!isAccepted || step.isRepeated || left === 0) return undefined;
    left -= 1;
    return { status: 200, json: getJson(theCase) };
  };
}

it('a conformant server has no failure', async () => {
  expect(await findShopFailures(() => undefined)).toEqual([]);
});

it('a failure is reported once, with the fewest requests that show it, as they were repeated', async () => {
  const failures = await findShopFailures(ignoreChanges(100));
  expect(failures.map(summarize)).toEqual([
    {
      clause: 'PATCH /books/{id}/resource:update-is-visible',
      steps: ['create A 201', 'update A 200', 'read A 200'],
    },
    {
      clause: 'PATCH /books/{id}/resource:update-removes',
      steps: ['create A 201', 'update A 200', 'read A 200'],
    },
  ]);
  const [failure] = failures;
  expect(failure?.exchanges.map(({ case: { id } }) => /\/again$/.test(id))).toEqual([true, true, true]);
  expect(failure?.observation.finding?.exchanges[0]).toBe(failure?.exchanges.at(-1)?.id);
});

it('a failure that a repetition does not show is intermittent, and has its first requests', async () => {
  const ignoreChange = ignoreChanges(1);
  const repeated: string[] = [];
  const failures = await findShopFailures((theCase) => {
    if (theCase.id.endsWith('/again')) repeated.push(theCase.id);
    return ignoreChange(theCase);
  });
  expect(failures.map(summarize)).toEqual([
    {
      clause: 'PATCH /books/{id}/resource:update-is-visible',
      steps: ['create A 201', 'read A 200', 'update A 200', 'read A 200'],
      isIntermittent: true,
    },
  ]);
  expect(failures[0]?.exchanges.every(({ case: { id } }) => !id.endsWith('/again'))).toBe(true);
  // all requests until the failure were sent again at last, and none after it
  expect(repeated.at(-1)).toBe(`${failures[0]?.exchanges.at(-1)?.case.id}/again`);
});

it('a failure has the requests without which it does not occur, also those that its rule does not compare', async () => {
  const updated = new Set<string>();
  const failures = await findShopFailures(({ step, request: { method, path, credentials } }) => {
    const isAccepted = step?.action === 'update' && !step.isInvalid && credentials === 'access';
    if (isAccepted) updated.add(path);
    return method === 'DELETE' && updated.has(path) ? { status: 204 } : undefined;
  });
  expect(failures.map(summarize)).toContainEqual({
    clause: 'DELETE /books/{id}/resource:deleted-is-gone',
    steps: ['create A 201', 'update A 200', 'delete A 204', 'read A 200'],
  });
  for (const { exchanges, observation } of failures)
    expect(observation.finding?.exchanges.toSorted()).toEqual(exchanges.map(({ id }) => id).toSorted());
});

it('a clause that several items violate has one failure', async () => {
  const failures = await findShopFailures(({ step, request }) =>
    step?.action === 'read' && !step.isInvalid
      ? { status: 200, json: { id: request.path.split('/').at(-1) ?? '', title: 'Another' } }
      : undefined,
  );
  const clauses = failures.map(({ observation }) => observation.clause);
  expect(clauses).toContain('POST /books/resource:created-as-sent');
  expect(clauses).toEqual([...new Set(clauses)]);
});
