import type { ResourceRule } from '../../spec/clauses/resource-rules.ts';
import type { Failure } from '../check-context.ts';
import { findLostValue, listChanges } from './changes.ts';
import { findDifference } from './compare-values.ts';
import {
  failBody,
  failDifference,
  failStatus,
  type Judgement,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { getParameters, isWholeList, showsIds } from './list-entries.ts';
import {
  type Entry,
  findReadAfter,
  findViewBefore,
  isChange,
  isMissing,
  isOn,
  isReading,
  listOwnIdNames,
} from './timeline.ts';

/** Judges whether a rejected request has an effect on its item. */
export const judgeRejections: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    const canChange = ['update', 'replace', 'delete'].includes(step.action);
    if (!canChange || status < 400 || status >= 500) return [];
    return compareViews(timeline, index, step.item, 'resource:rejected-changes-nothing', context);
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
      .flatMap((item) => compareViews(timeline, index, item, 'resource:others-unchanged', context));
  });

/** Judges whether two reads without a change between them show the same. */
export const judgeSafeReads: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, isAccepted } = entry;
    if (step.action !== 'read' || step.isInvalid || !isAccepted) return [];
    const next = timeline
      .slice(index + 1)
      .find((each) => !isReading(each) || (isOn(each, 'read', step.item) && !each.step.isInvalid));
    if (next?.step.action !== 'read') return [];
    return judgeViews(entry, next, 'resource:reading-changes-nothing', next, context);
  });

/** Compares what is known of an item before a request with what is read after it. */
function compareViews(
  timeline: readonly Entry[],
  index: number,
  item: string,
  rule: ResourceRule['name'],
  context: ScenarioContext,
): Judgement[] {
  const subject = timeline[index];
  const [before, after] = [findViewBefore(timeline, index, item), findReadAfter(timeline, index, item)];
  if (!subject || !before?.isAccepted || !after) return [];
  if (after.isListed && isBehind(timeline, before, item)) return [];
  const isOnlyChange = timeline
    .slice(timeline.indexOf(before) + 1, timeline.indexOf(after))
    .every((each) => !isChange(each) || each.step.action === 'create' || isRepetition(each, subject));
  return isOnlyChange ? judgeViews(before, after, rule, subject, context) : [];
}

/** Whether a list before a request does not show the last change of the item yet. */
const isBehind = (timeline: readonly Entry[], before: Entry, item: string): boolean => {
  const last = timeline
    .slice(0, timeline.indexOf(before))
    .findLast((entry) => entry.step.item === item && isChange(entry));
  return (['update', 'replace'] as const)
    .flatMap((action) => listChanges(timeline, action))
    .some((each) => each.change === last && findLostValue(each) !== undefined);
};

/** Whether both requests are the same kind of change of the same item. */
const isRepetition = ({ step }: Entry, { step: other }: Entry): boolean =>
  step.item === other.item && step.action === other.action;

/** Describes that a read does not show the item: its status, or a list that has every other item. */
export function failMissing(read: Entry, context: ScenarioContext): Failure | undefined {
  if (isMissing(read)) return failStatus(read, 'a success, as before');
  const isLeftOut =
    read.isListed &&
    read.item === undefined &&
    isWholeList(read, getParameters(read, context)) &&
    showsIds(read, { idNames: listOwnIdNames(read) });
  return isLeftOut ? failBody('the item, as before', 'a list without it') : undefined;
}

/** Compares the properties that requests can set. Others may be computed, and change at any time. */
function judgeViews(
  before: Entry,
  after: Entry,
  rule: ResourceRule['name'],
  subject: Entry,
  context: ScenarioContext,
): Judgement[] {
  const { settable } = context;
  const evidence = [before, after];
  const missing = before.item || !after.isListed ? failMissing(after, context) : undefined;
  if (missing) return [toJudgement(rule, subject, evidence, missing)];
  const isShown = Object.keys(before.item ?? {}).some((name) => settable.has(name));
  if (!before.item || !after.isAccepted || !after.item || !isShown) return [];
  const difference = findDifference(before.item, after.item, (name) => settable.has(name));
  return [toJudgement(rule, subject, evidence, failDifference(difference))];
}
