import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../spec/json.ts';
import { isChangeTime, isCreationTime, readTime } from '../../../../spec/openapi/recorded-times.ts';
import { create, dune, judgeRule, read, type Step } from './scenario.ts';

const date: Step['headers'] = [['Date', 'Sat, 28 Nov 2026 12:00:05 GMT']];
const created = (shown: JsonObject, headers = date, rest: Partial<Step> = {}): Step =>
  create('A', { json: { id: 1, ...dune, ...shown }, headers, ...rest });

describe('create/resource:creation-time', () => {
  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['the time of the response', 'pass', created({ created_at: '2026-11-28T12:00:04.9Z' })],
    ['the same time with another offset', 'pass', created({ createdAt: '2026-11-28T14:00:05+02:00' })],
    ['two hours later', 'fail', created({ created_at: '2026-11-28T14:00:05Z' })],
    ['five hours and a half earlier', 'fail', created({ creationDate: '2026-11-28T06:30:04Z' })],
    ['14 hours later', 'fail', created({ date_created: '2026-11-29T02:00:05.1Z' })],
    ['15 hours later', 'undecided', created({ created_at: '2026-11-29T03:00:05Z' })],
    ['another clock', 'undecided', created({ created_at: '2026-11-28T11:43:05Z' })],
    [
      'the day',
      'undecided',
      created({ created_at: '2026-11-28T00:00:00Z' }, [['Date', 'Sat, 28 Nov 2026 12:00:00 GMT']]),
    ],
    ['no date', 'undecided', created({ created_at: '2026-11-28T14:00:05Z' }, [])],
    [
      'a time that was sent',
      'undecided',
      created({ created: '2026-11-28T14:00:05Z' }, date, { sent: { created: 'x' } }),
    ],
    ['a time without an offset', 'undecided', created({ created_at: '2026-11-28T14:00:05' })],
    ['a number', 'undecided', created({ created_at: 1795874405 })],
    [
      'an accepted request for later',
      'undecided',
      created({ created_at: '2026-11-28T14:00:05Z' }, date, { status: 202 }),
    ],
    ['a time that a read shows', 'fail', created({}), read('A', { created_at: '2026-11-28T14:00:05Z' })],
    [
      'a read that fails',
      'undecided',
      created({}),
      read('A', { created_at: '2026-11-28T14:00:05Z' }, { status: 500 }),
    ],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(judgeRule('create/resource:creation-time', steps)).toBe(outcome);
  });
});

describe.each(['update', 'replace'] as const)('%s/resource:change-time', (action) => {
  const at = (time: string): JsonObject => ({ updated_at: `2026-01-05T09:00:${time}Z` });
  const change = (sent: JsonObject, startedAt?: number): Step => ({
    ...{ action, item: 'A', sent: { ...dune, ...sent } },
    ...(startedAt !== undefined && { startedAt }),
  });
  const changed = { pages: 7 };
  const outcomeOf = (...steps: Step[]) => judgeRule(`${action}/resource:change-time`, steps);
  const scenario = (old: string, other: string, now: string, startedAt?: number): Step[] => [
    create(),
    read('A', at(old)),
    create('B', { json: { id: 2, ...dune, ...at(other) } }),
    change(changed, startedAt),
    read('A', { ...changed, ...at(now) }),
  ];

  it.each<[title: string, outcome: string, ...steps: Step[]]>([
    ['a later time', 'pass', ...scenario('01.001', '01.200', '01.300')],
    ['the same time after an item with a later one', 'fail', ...scenario('01.001', '01.200', '01.001')],
    ['the same time with another offset', 'fail', ...scenario('01.001', '01.200', '01.0010')],
    ['the same time after an item with the same', 'undecided', ...scenario('01.001', '01.001', '01.001')],
    ['the same time after an item with an earlier one', 'undecided', ...scenario('01.2', '01.001', '01.2')],
    ['the same second, three seconds later', 'fail', ...scenario('01', '04', '01')],
    ['the same second, one second later', 'undecided', ...scenario('01', '02', '01')],
    ['the same second in milliseconds', 'undecided', ...scenario('01.000', '02.000', '01.000')],
    ['the same second, three seconds after the creation', 'fail', ...scenario('01', '02', '01', 3002)],
    ['the same second, two seconds after the creation', 'undecided', ...scenario('01', '02', '01', 2001)],
    ['tenths', 'undecided', ...scenario('01.1', '01.2', '01.1')],
    ['no text', 'undecided', ...scenario('x', '01.200', 'x')],
  ])('%s: %s', (_, outcome, ...steps) => {
    expect(outcomeOf(...steps)).toBe(outcome);
  });

  it('is not judged if nothing has changed, or the request has set the time', () => {
    const [creation, before, other, , after] = scenario('01.001', '01.200', '01.001');
    if (!creation || !before || !other || !after) throw new Error('missing steps');
    expect(outcomeOf(creation, before, other, change({}), read('A', at('01.001')))).toBe('undecided');
    expect(outcomeOf(creation, before, other, change({ ...changed, ...at('01.001') }), after)).toBe(
      'undecided',
    );
  });
});

describe('the times of an item', () => {
  it.each([
    'createdAt',
    'created_at',
    'created',
    'creationDate',
    'dateCreated',
    'createTime',
    'created_at_utc',
  ])('has a time of creation named %s', (name) => {
    expect(isCreationTime(name)).toBe(true);
    expect(isChangeTime(name)).toBe(false);
  });

  it.each([
    'updatedAt',
    'updated_at',
    'modified',
    'lastModified',
    'last_updated',
    'modificationDate',
    'dateModified',
  ])('has a time of change named %s', (name) => {
    expect(isChangeTime(name)).toBe(true);
    expect(isCreationTime(name)).toBe(false);
  });

  it.each(['created_by', 'creator', 'updates', 'changes', 'date', 'lastSeenAt'])(
    'has another property %s',
    (name) => {
      expect(isCreationTime(name) || isChangeTime(name)).toBe(false);
    },
  );

  it('have the precision of their last digit that is not 0', () => {
    const precisions = ['', '.000', '.1', '.120', '.123', '.123456'].map(
      (fraction) => readTime(`2026-01-05T09:00:01${fraction}Z`)?.precision,
    );
    expect(precisions).toEqual([1000, 1000, 100, 10, 1, 0.001]);
  });
});
