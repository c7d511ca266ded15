import { isJsonObject, type Json } from '../../spec/json.ts';
import { isBelowItem } from '../../spec/openapi/resources.ts';
import { findDifference, hasSameFlags } from './compare-values.ts';
import { failBody, failStatus, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { findItemById } from './list-entries.ts';
import { type Entry, findReadAfter, findViewBefore, isMissing, isOn, isPlainRead } from './timeline.ts';

/** The deletions that have been enacted (RFC 9110 section 9.3.5), with their position. */
const listDeletions = (timeline: readonly Entry[]): [index: number, deletion: Entry][] =>
  [...timeline.entries()].filter(
    ([, { step, status }]) =>
      step.action === 'delete' && !step.isInvalid && !step.isRepeated && (status === 200 || status === 204),
  );

/** Judges whether a deleted item can still be read. A server may keep it, marked as deleted. */
export const judgeRemoval: ResourceOracle = (timeline) =>
  listDeletions(timeline).flatMap(([index, deletion]): Judgement[] => {
    const { item } = deletion.step;
    const [before, after] = [findViewBefore(timeline, index, item), findReadAfter(timeline, index, item)];
    if (!after || after.isListed) return []; // another rule judges lists
    if (isMissing(after)) return [toJudgement('resource:deleted-is-gone', deletion, [after], undefined)];
    if (!before?.item || !after.item || !after.isAccepted || isMarked(before.item, after.item)) return [];
    const failure = failStatus(after, 'status 404 or 410, because the resource was deleted');
    return [toJudgement('resource:deleted-is-gone', deletion, [before, after], failure)];
  });

/** Whether a property of an item may mark it as deleted: another value, or one that it did not have before. */
function isMarked(before: Json, after: Json): boolean {
  if (!isJsonObject(before) || !isJsonObject(after)) return false;
  return (
    Object.keys(after).length !== Object.keys(before).length ||
    findDifference(before, after) !== undefined ||
    !hasSameFlags(before, after)
  );
}

const getPath = ({ exchange }: Entry): string => exchange.case.request.path;

/** Judges whether a deleted item is in a later list. */
export const judgeDeletedList: ResourceOracle = (timeline, context) =>
  listDeletions(timeline).flatMap(([index, deletion]): Judgement[] => {
    const id = deletion.step.bindings.at(-1)?.value;
    const isList = ({ step, items, isAccepted }: Entry): boolean =>
      step.action === 'list' &&
      !step.isInvalid &&
      step.resource === deletion.step.resource &&
      items !== undefined &&
      isAccepted;
    const after = timeline.slice(index).filter(isList);
    // compared with the response to the same request, because another query may leave the item out
    const [pair] = timeline
      .slice(0, index)
      .filter((list) => isList(list) && findItemById(list, id, context) !== undefined)
      .toReversed()
      .flatMap((earlier) => {
        const later = after.find((list) => getPath(list) === getPath(earlier));
        return later ? [{ earlier, later }] : [];
      });
    if (!pair) return [];
    const { earlier, later } = pair;
    const left = findItemById(later, id, context);
    if (left !== undefined && isMarked(findItemById(earlier, id, context) ?? null, left)) return [];
    const failure =
      left === undefined
        ? undefined
        : failBody('no item with the id of the deleted resource', `an item with the id ${id}`);
    return [toJudgement('resource:deleted-is-not-listed', deletion, [earlier, later], failure)];
  });

/** The rejections that say nothing about whether the item exists. */
const unrelated: readonly number[] = [401, 403, 409, 429];

/**
 * Judges requests that need an item after its deletion: changes, reads of items below it, and creations. Nothing follows
 * from them if the server keeps the item, marked as deleted.
 */
export const judgeUseAfterDeletion: ResourceOracle = (timeline) =>
  listDeletions(timeline).flatMap(([index, deletion]): Judgement[] => {
    const { item, resource } = deletion.step;
    const read = findReadAfter(timeline, index, item);
    if (read && (read.isListed ? read.item : !isMissing(read))) return [];
    const all = timeline.slice(index + 1);
    const later = all.filter(({ step }) => !step.isInvalid);
    const evidence = read ? [read] : [];
    const judge = (
      rule: `resource:${'deleted-cannot-change' | 'children-are-gone' | 'deleted-cannot-be-used'}`,
      entry: Entry,
    ): Judgement[] => {
      if (!entry.isAccepted && (entry.status < 400 || entry.status >= 500)) return [];
      const failure = entry.isAccepted
        ? failStatus(entry, 'a 4XX, because the resource was deleted')
        : undefined;
      return [toJudgement(rule, deletion, [...evidence, entry], failure)];
    };
    const changes = later.filter((entry) => isOn(entry, 'update', item) && entry.step.resource === resource);
    return [
      ...changes.flatMap((entry) => judge('resource:deleted-cannot-change', entry)),
      ...later
        .filter(({ step }) => step.action === 'read' && isBelow(step.item, deletion, timeline))
        .flatMap((entry) => judge('resource:children-are-gone', entry)),
      ...all
        .filter((entry) => entry.step.action === 'create' && entry.step.isInvalid && needs(entry, deletion))
        .filter(({ status }) => !unrelated.includes(status))
        .flatMap((entry) => judge('resource:deleted-cannot-be-used', entry)),
    ];
  });

/** Whether an item was created below the one that was deleted. */
const isBelow = (item: string, deletion: Entry, timeline: readonly Entry[]): boolean =>
  timeline.some(
    (entry) =>
      isOn(entry, 'create', item) &&
      isBelowItem(entry.step.resource, deletion.step.resource) &&
      needs(entry, deletion),
  );

/** Whether a request has the id of the item that was deleted. */
const needs = ({ step }: Entry, deletion: Entry): boolean => {
  const id = deletion.step.bindings.at(-1);
  return step.bindings.some(({ source, value }) => source === id?.source && value === id.value);
};

/** Judges whether a repeated DELETE has another effect than the first: the item is back, or another one is gone. */
export const judgeRepeatedDeletion: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    const first = listDeletions(timeline).find(
      ([position, each]) => position < index && each.step.item === step.item,
    )?.[1];
    if (step.action !== 'delete' || !step.isRepeated || status >= 500 || !first) return [];
    const items = new Set(
      timeline.flatMap(({ step: each }) => (each.resource === step.resource && each.item ? [each.item] : [])),
    );
    return [...items].flatMap((item) => compareRemovals(timeline, index, item, first));
  });

/** Compares whether an item exists before and after a repeated DELETE. */
function compareRemovals(timeline: readonly Entry[], index: number, item: string, first: Entry): Judgement[] {
  const subject = timeline[index];
  const isDeleted = item === first.step.item;
  const before = timeline
    .slice(0, index)
    .findLast((each) => isRead(each, item) || (isDeleted ? each === first : isCreation(each, item)));
  const after = timeline.slice(index + 1).find((each) => isRead(each, item));
  if (!subject || !after || !before) return [];
  const wasMissing = isMissing(before) || before === first;
  const isOther = wasMissing ? after.isAccepted : before.isAccepted && isMissing(after);
  const expected = wasMissing ? 'status 404 or 410, as before' : 'a success, as before';
  const failure = isOther ? failStatus(after, expected) : undefined;
  return [toJudgement('resource:delete-is-idempotent', subject, [first, before, after], failure)];
}

const isRead = (entry: Entry, item: string): boolean => isPlainRead(entry, item) && !entry.isListed;

const isCreation = (entry: Entry, item: string): boolean => isOn(entry, 'create', item) && entry.isAccepted;
