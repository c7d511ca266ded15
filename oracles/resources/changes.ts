import { isDeepStrictEqual } from 'node:util';
import type { ResourceRule } from '../../spec/clauses/resource-rules.ts';
import { findDifference, isSameValue } from './compare-values.ts';
import {
  failProperty,
  failStatus,
  type Judgement,
  quote,
  type ResourceOracle,
  type ScenarioContext,
} from './judgement.ts';
import { type Entry, findReadAfter, findReadBefore, isChange, isMissing } from './timeline.ts';

/** An accepted PATCH or PUT, with the reads before and after it. */
interface Change {
  change: Entry;
  before: Entry | undefined;
  after: Entry;
}

const listChanges = (timeline: readonly Entry[], action: 'update' | 'replace'): Change[] =>
  [...timeline.entries()].flatMap(([index, change]) => {
    const { step, status } = change;
    if (step.action !== action || step.isInvalid || (status !== 200 && status !== 204 && status !== 201))
      return [];
    const after = findReadAfter(timeline, index, step.item);
    return after?.item && after.isAccepted
      ? [{ change, before: findReadBefore(timeline, index, step.item), after }]
      : [];
  });

/** Judges whether an accepted change can be read: the old value must not be read again. */
const judgeVisibility =
  (action: 'update' | 'replace', rule: ResourceRule['name']): ResourceOracle =>
  (timeline) =>
    listChanges(timeline, action).flatMap(({ change, before, after }): Judgement[] => {
      const [old, item] = [before?.item, after.item];
      if (!change.sent || !old || !item || change.step.isRepeated) return [];
      const changed = Object.entries(change.sent).filter(
        ([name, value]) => name in old && !isSameValue(value, old[name]),
      );
      const lost = changed.find(
        ([name, value]) => isDeepStrictEqual(item[name], old[name]) && !isSameValue(value, item[name]),
      );
      const shared = { rule, subject: change, evidence: [...(before ? [before] : []), after] };
      if (lost)
        return [
          {
            ...shared,
            result: failProperty(
              lost[0],
              `the value of the accepted request: ${quote(lost[1])}`,
              item[lost[0]],
            ),
          },
        ];
      return changed.length > 0 ? [{ ...shared, result: 'pass' }] : [];
    });

export const judgeUpdateVisibility = judgeVisibility('update', 'resource:update-is-visible');
export const judgeReplacementVisibility = judgeVisibility('replace', 'resource:replacement-is-visible');

/** Judges whether a PATCH leaves alone what it does not have. Properties that no request can set may be derived. */
export const judgeKeptValues: ResourceOracle = (timeline, { settable }) =>
  listChanges(timeline, 'update').flatMap(({ change, before, after }): Judgement[] => {
    const { sent } = change;
    if (!sent || !before?.item || !after.item) return [];
    const difference = findDifference(
      before.item,
      after.item,
      (name) => settable.has(name) && !(name in sent),
    );
    const shared = {
      rule: 'resource:update-keeps-the-rest',
      subject: change,
      evidence: [before, after],
    } as const;
    return [
      {
        ...shared,
        result: difference
          ? failProperty(
              difference.name,
              `the value before the change: ${quote(difference.before)}`,
              difference.after,
            )
          : 'pass',
      },
    ];
  });

const creationTime = /^(created|creation|inserted)([_-]?(at|on|time|date|timestamp))?$|^created[A-Z]/;

/** Judges whether a change keeps the id and the time of creation. */
export const judgeIdentity: ResourceOracle = (timeline, { idNames }) =>
  [...listChanges(timeline, 'update'), ...listChanges(timeline, 'replace')].flatMap(
    ({ change, before, after }): Judgement[] => {
      const [old, item] = [before?.item, after.item];
      if (!before || !old || !item) return [];
      const names = Object.keys(old).filter(
        (name) => (idNames.includes(name) || creationTime.test(name)) && !(name in (change.sent ?? {})),
      );
      const wrong = names.find((name) => !isDeepStrictEqual(old[name], item[name]));
      const shared = { rule: 'resource:identity', subject: change, evidence: [before, after] } as const;
      if (wrong !== undefined)
        return [
          {
            ...shared,
            result: failProperty(wrong, `the value before the change: ${quote(old[wrong])}`, item[wrong]),
          },
        ];
      return names.length > 0 ? [{ ...shared, result: 'pass' }] : [];
    },
  );

/** Judges whether a repeated PUT leaves the item as the first one did. */
export const judgeRepeatedReplacement: ResourceOracle = (timeline) =>
  listChanges(timeline, 'replace').flatMap(({ change, before, after }): Judgement[] => {
    const { sent, step } = change;
    if (!step.isRepeated || !sent || !before?.item || !after.item) return [];
    const difference = findDifference(before.item, after.item);
    const shared = {
      rule: 'resource:replace-is-idempotent',
      subject: change,
      evidence: [before, after],
    } as const;
    return [
      {
        ...shared,
        result: difference
          ? failProperty(
              difference.name,
              `the value after the first request: ${quote(difference.before)}`,
              difference.after,
            )
          : 'pass',
      },
    ];
  });

/** Judges whether a rejected request has an effect on its item. */
export const judgeRejections: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    const isRejected = step.isInvalid && status >= 400 && status < 500;
    if (!isRejected || step.action === 'read' || step.action === 'list' || step.action === 'create')
      return [];
    return compareReads(timeline, index, step.item, 'resource:rejected-changes-nothing', entry);
  });

/** Judges whether an accepted request changes another item. */
export const judgeOthers: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step } = entry;
    if (!isChange(entry) || step.action === 'create' || step.isInvalid) return [];
    const others = new Set(
      timeline.filter((each) => each.step.resource === step.resource).map((each) => each.step.item),
    );
    return [...others]
      .filter((item) => item !== '' && item !== step.item)
      .flatMap((item) => compareReads(timeline, index, item, 'resource:others-unchanged', entry, context));
  });

/** Judges whether two reads without a change between them show the same. */
export const judgeSafeReads: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, isAccepted } = entry;
    if (step.action !== 'read' || step.isInvalid || !isAccepted) return [];
    const next = timeline
      .slice(index + 1)
      .find(
        ({ step: other }) =>
          !['read', 'list'].includes(other.action) ||
          (other.item === step.item && other.action === 'read' && !other.isInvalid),
      );
    if (next?.step.action !== 'read') return [];
    return judgeReads(entry, next, 'resource:reading-changes-nothing', next);
  });

/** Compares the reads of an item before and after a position. */
function compareReads(
  timeline: readonly Entry[],
  index: number,
  item: string,
  rule: ResourceRule['name'],
  subject: Entry,
  context?: ScenarioContext,
): Judgement[] {
  const [before, after] = [findReadBefore(timeline, index, item), findReadAfter(timeline, index, item)];
  if (!before?.isAccepted || !after || !isOnlyChange(timeline, before, after, subject)) return [];
  return judgeReads(before, after, rule, subject, context);
}

/** Whether no other request than the subject changed anything between two entries. */
const isOnlyChange = (timeline: readonly Entry[], before: Entry, after: Entry, subject: Entry): boolean =>
  timeline
    .slice(timeline.indexOf(before), timeline.indexOf(after))
    .every((each) => each === subject || !isChange(each));

function judgeReads(
  before: Entry,
  after: Entry,
  rule: ResourceRule['name'],
  subject: Entry,
  context?: ScenarioContext,
): Judgement[] {
  const evidence = [before, after];
  if (isMissing(after))
    return [{ rule, subject, evidence, result: failStatus(after, 'a success, as before') }];
  if (!before.item || !after.isAccepted || !after.item) return [];
  const difference = findDifference(
    before.item,
    after.item,
    (name) => context === undefined || context.settable.has(name),
  );
  return [
    {
      rule,
      subject,
      evidence,
      result: difference
        ? failProperty(
            difference.name,
            `the value before the request: ${quote(difference.before)}`,
            difference.after,
          )
        : 'pass',
    },
  ];
}
