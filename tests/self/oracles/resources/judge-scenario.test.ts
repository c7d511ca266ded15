import { expect, it } from 'vitest';
import { findShownExchange, judgeScenario } from '../../../../oracles/resources/judge-scenario.ts';
import { quote, type ScenarioContext } from '../../../../oracles/resources/judgement.ts';
import { createTimeline } from '../../../../oracles/resources/timeline.ts';
import {
  context,
  create,
  createExchange,
  judgeSteps,
  list,
  missing,
  read,
  remove,
  type Step,
} from './scenario.ts';

const update: Step = { action: 'update', item: 'A', sent: { title: 'Emma' } };

/** The actions of the exchanges of the finding for a clause, in the order of sending. */
const listNeeded = (clause: string, ...steps: Step[]): string[] =>
  judgeSteps(steps)
    .filter(({ observation }) => observation.clause === clause && observation.finding)
    .flatMap(({ exchanges }) => exchanges.map(({ case: sent }) => sent.operation));

it('a finding has the exchanges that show it and those whose ids they need', () => {
  const steps = [list([]), create('B'), create('A'), read('B'), read('A'), update, read('A'), remove()];
  expect(listNeeded('update/resource:update-is-visible', ...steps)).toEqual([
    'create',
    'read',
    'update',
    'read',
  ]);
});

it('another user is judged by the creation that gave the item its id, not by its repetition', () => {
  const other = read('A', {}, { credentials: 'other-user', isInvalid: true });
  const [found] = judgeSteps([create(), create('A', { isRepeated: true }), other]).filter(
    ({ observation }) => observation.clause === 'read/resource:other-user',
  );
  expect(found?.exchanges.map(({ id }) => id)).toEqual([1, 3]);
});

it('the first exchange of a finding is the one whose response shows the failure', () => {
  const [found] = judgeSteps([create(), missing()]).filter(({ observation }) => observation.finding);
  expect(found?.observation.finding).toMatchObject({ exchanges: [2, 1], location: 'status' });
  const steps = [create(), read(), update, read()];
  const [lost] = judgeSteps(steps).filter(({ observation }) => observation.finding);
  expect(lost?.observation.finding).toMatchObject({ exchanges: [4, 1, 2, 3] });
  expect(lost && findShownExchange(lost)?.id).toBe(4);
});

it('a pass is shown by its last exchange', () => {
  const [passed] = judgeSteps([create(), read()]);
  expect(passed?.observation.finding).toBeUndefined();
  expect(passed && findShownExchange(passed)?.id).toBe(2);
});

it.each([
  [`"${'x'.repeat(98)}"`, 'x'.repeat(98)],
  [`"${'x'.repeat(99)}…`, 'x'.repeat(99)],
  ['nothing', undefined],
])('a value is quoted with at most 100 characters: %s', (text, value) => {
  expect(quote(value)).toBe(text);
});

it('a change that reading causes is not attributed to other requests', () => {
  const steps = [
    create('A'),
    create('B'),
    read('B'),
    read('B', { pages: 1 }),
    update,
    read('B', { pages: 2 }),
  ];
  expect(listNeeded('read/resource:reading-changes-nothing', ...steps)).not.toEqual([]);
  expect(listNeeded('update/resource:others-unchanged', ...steps)).toEqual([]);
});

it('an exchange without a response is no evidence', () => {
  const exchanges = [create(), read()].map(createExchange);
  const [first, second] = exchanges.map(({ response: _, ...rest }) => rest);
  if (!first || !second) throw new Error('no exchanges');
  expect(createTimeline(exchanges)).toHaveLength(2);
  expect(createTimeline([first, second])).toEqual([]);
});

it('a repeated creation is no failure if the document names no unique values', () => {
  const steps = [create(), create('A', { isRepeated: true, json: { id: 2 } })];
  const exchanges = steps.map(createExchange);
  const judge = (findOperation: ScenarioContext['findOperation']) =>
    judgeScenario(exchanges, { ...context, findOperation }).map(({ observation }) => observation.clause);
  expect(judge(context.findOperation)).toContain('create/resource:duplicate');
  expect(judge(() => undefined)).not.toContain('create/resource:duplicate');
});

it('an item that a filter loses is shown with its creation', () => {
  const [dune, emma] = [
    { id: 1, title: 'Dune' },
    { id: 2, title: 'Emma' },
  ];
  const lost = list([], '?limit=100&title=Dune');
  const steps = [create('A'), create('B'), list([dune, emma]), lost];
  expect(listNeeded('list/list:filter', ...steps)).toEqual(['create', 'list', 'list']);
});
