import { isDeepStrictEqual } from 'node:util';
import type { ResourceRule } from '../../spec/clauses/resource-rules.ts';
import type { JsonObject } from '../../spec/json.ts';
import { isCreationTime } from '../../spec/openapi/recorded-times.ts';
import type { Failure } from '../check-context.ts';
import { judgeAnsweredValues } from './answered-values.ts';
import { findDifference, isSameValue, isVolatile, withoutNestedIds } from './compare-values.ts';
import {
  failDifference,
  failProperty,
  failStatus,
  type Judgement,
  quote,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { type Entry, findReadAfter, findViewBefore, isMissing } from './timeline.ts';

/** An accepted PATCH or PUT, with what is known of the item before it and read after it. */
export interface Change {
  change: Entry;
  index: number;
  sent: JsonObject;
  before: Entry;
  after: Entry;
  old: JsonObject;
  item: JsonObject;
}

/** The accepted requests with the action, with their positions. */
const listAccepted = (timeline: readonly Entry[], action: 'update' | 'replace'): [number, Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, status }]) => step.action === action && !step.isInvalid && [200, 201, 204].includes(status),
  );

export const listChanges = (timeline: readonly Entry[], action: 'update' | 'replace'): Change[] =>
  listAccepted(timeline, action).flatMap(([index, change]) => {
    const { step, sent } = change;
    const before = findViewBefore(timeline, index, step.item);
    const after = findReadAfter(timeline, index, step.item);
    if (!sent || !before?.item || !after?.item || !after.isAccepted) return [];
    return [{ change, index, sent, before, after, old: before.item, item: after.item }];
  });

/** Judges whether an accepted change can be read: the old value must not be read again. */
const judgeVisibility =
  (action: 'update' | 'replace', rule: ResourceRule['name']): ResourceOracle =>
  (timeline, context) => [
    ...listAccepted(timeline, action).flatMap(([index, change]): Judgement[] => {
      const { item } = change.step;
      const [before, after] = [findViewBefore(timeline, index, item), findReadAfter(timeline, index, item)];
      if (!before?.isAccepted || !after || !isMissing(after)) return [];
      return [toJudgement(rule, change, [before, after], failStatus(after, 'a success, as before'))];
    }),
    ...listChanges(timeline, action).flatMap((found): Judgement[] => {
      // another rule judges what a PATCH removes
      const each = action === 'update' ? { ...found, sent: withoutNulls(found.sent) } : found;
      const { change, sent, before, after, old } = each;
      if (change.step.isRepeated) return [];
      const failure =
        findLostValue(each) ?? (action === 'replace' ? findKeptValue(each, context) : undefined);
      const isChanged = Object.entries(sent).some(
        ([name, value]) => name in old && !isSameValue(value, old[name]),
      );
      return failure || isChanged ? [toJudgement(rule, change, [before, after], failure)] : [];
    }),
  ];

const withoutNulls = (sent: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));

/** Finds a value of the request that is not stored: the old value is read instead, or another than before and sent. */
export function findLostValue({ sent, old, item }: Change): Failure | undefined {
  const lost = Object.entries(sent).find(
    ([name, value]) =>
      name in old &&
      !isSameValue(value, item[name]) &&
      (isSameValue(value, old[name]) ? !isVolatile(name, value) : isDeepStrictEqual(item[name], old[name])),
  );
  return lost && failProperty(lost[0], `the value of the accepted request: ${quote(lost[1])}`, item[lost[0]]);
}

/** Finds a value that a PUT without it should have removed, or replaced by the default (RFC 9110 section 9.3.4). */
function findKeptValue({ sent, old, item }: Change, { removable }: ScenarioContext): Failure | undefined {
  const kept = [...removable].find(
    ([name, value]) =>
      !(name in sent) &&
      (old[name] ?? null) !== null &&
      !isSameValue(value, old[name]) &&
      isDeepStrictEqual(item[name], old[name]),
  );
  if (!kept) return undefined;
  const [name, value] = kept;
  const expected = value === null ? 'no value' : `the default ${quote(value)}`;
  return failProperty(
    name,
    `${expected}, because the accepted request replaces the item without one`,
    item[name],
  );
}

/** Judges whether a PATCH with null for a value removes it (RFC 7396 section 2). */
export const judgeRemovedValues: ResourceOracle = (timeline) =>
  listChanges(timeline, 'update').flatMap(({ change, sent, before, after, old, item }): Judgement[] => {
    const removed = Object.keys(sent).filter((name) => sent[name] === null && (old[name] ?? null) !== null);
    const kept = removed.find((name) => isDeepStrictEqual(item[name], old[name]));
    const failure =
      kept === undefined ? undefined : failProperty(kept, 'null, or no such property', item[kept]);
    return removed.length > 0
      ? [toJudgement('resource:update-removes', change, [before, after], failure)]
      : [];
  });

export const judgeUpdateVisibility = judgeVisibility('update', 'resource:update-is-visible');
export const judgeReplacementVisibility = judgeVisibility('replace', 'resource:replacement-is-visible');

/** Judges whether a PATCH leaves alone what it does not have. Properties that no request can set may be derived. */
export const judgeKeptValues: ResourceOracle = (timeline, { settable }) =>
  listChanges(timeline, 'update').flatMap(({ change, sent, before, after, old, item }): Judgement[] => {
    const isCompared = (name: string) => settable.has(name) && !(name in sent);
    if (!Object.keys(old).some(isCompared)) return [];
    const failure = failDifference(findDifference(old, item, isCompared));
    return [toJudgement('resource:update-keeps-the-rest', change, [before, after], failure)];
  });

/**
 * Judges whether the response to a change shows the values that are then read. A value that is read as before is a change
 * without effect, which other rules judge.
 */
export const judgeAnsweredChange: ResourceOracle = (timeline, context) =>
  [...listChanges(timeline, 'update'), ...listChanges(timeline, 'replace')].flatMap(
    ({ change, before, after, old }): Judgement[] =>
      judgeAnsweredValues(
        'change',
        change,
        [before, after],
        context,
        (name, read) => !isDeepStrictEqual(read, old[name]),
      ),
  );

/** Judges whether a change keeps the id and the time of creation. */
export const judgeIdentity: ResourceOracle = (timeline, { idNames }) =>
  [...listChanges(timeline, 'update'), ...listChanges(timeline, 'replace')].flatMap(
    ({ change, sent, before, after, old, item }): Judgement[] => {
      const names = Object.keys(old).filter(
        (name) => (idNames.includes(name) || isCreationTime(name)) && !(name in sent),
      );
      const wrong = names.find((name) => !isDeepStrictEqual(old[name], item[name]));
      const failure =
        wrong === undefined
          ? undefined
          : failProperty(wrong, `the value before the change: ${quote(old[wrong])}`, item[wrong]);
      return names.length > 0 ? [toJudgement('resource:identity', change, [before, after], failure)] : [];
    },
  );

/** Judges whether a repeated PUT leaves the item as the first one did. */
export const judgeRepeatedReplacement: ResourceOracle = (timeline, { settable }) =>
  listChanges(timeline, 'replace').flatMap(({ change, index, before, after, old, item }): Judgement[] => {
    const first = timeline
      .slice(0, index)
      .findLast(
        ({ step, isAccepted }) => step.action === 'replace' && step.item === change.step.item && isAccepted,
      );
    if (!change.step.isRepeated || !first) return [];
    return [
      toJudgement(
        'resource:replace-is-idempotent',
        change,
        [first, before, after],
        failDifference(
          findDifference(withoutNestedIds(old), withoutNestedIds(item), (name) => settable.has(name)),
        ),
      ),
    ];
  });
