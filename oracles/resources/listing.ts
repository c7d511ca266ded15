import type { Failure } from '../check-context.ts';
import { failBody, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { findItemById, getIds, getParameters, isPlainList, isWholeList, listLists } from './list-entries.ts';
import { type Entry, isChange } from './timeline.ts';

/** Judges whether a list after a creation has the item. */
export const judgeListed: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, creation]): Judgement[] => {
    const { step, status } = creation;
    if (step.action !== 'create' || ![200, 201].includes(status) || step.isInvalid || step.isRepeated)
      return [];
    const id = timeline
      .flatMap((entry) => entry.step.bindings)
      .find((binding) => binding.in === 'path' && binding.source === creation.exchange.case.id)?.value;
    const isDeletion = (entry: Entry) =>
      entry.step.action === 'delete' && entry.step.item === step.item && isChange(entry);
    const deleted = timeline.findIndex(isDeletion);
    const lists = listLists(timeline.slice(0, deleted < 0 ? undefined : deleted))
      .filter(
        ([position, entry]) =>
          position > index && entry.step.resource === step.resource && isPlainList(entry, context),
      )
      .map(([, entry]) => entry);
    const [first] = lists;
    if (id === undefined || !first) return [];
    const rule = 'resource:created-is-listed';
    if (lists.some((list) => findItemById(list, id, context) !== undefined))
      return [toJudgement(rule, creation, [first], undefined)];
    const whole = lists.findLast((list) => isWholeList(list, getParameters(list, context)));
    if (!whole) return [];
    const failure: Failure = failBody(`an item with the id ${id}`, 'no such item');
    return [toJudgement(rule, creation, [whole], failure)];
  });

/** Judges whether a rejected creation has added an item. */
export const judgeRejectedCreation: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    if (step.action !== 'create' || status < 400 || status >= 500) return [];
    const lists = listLists(timeline).filter(
      ([, list]) =>
        list.step.resource === step.resource &&
        isPlainList(list, context) &&
        isWholeList(list, getParameters(list, context)),
    );
    const [, before] = lists.findLast(([position]) => position < index) ?? [];
    const [, after] = lists.find(([position]) => position > index) ?? [];
    if (!before || !after) return [];
    const between = timeline.slice(timeline.indexOf(before), timeline.indexOf(after));
    if (between.some((each) => each.step.action === 'create' && each.isAccepted)) return [];
    const old = getIds(before, context);
    const added = getIds(after, context).filter((id) => !old.includes(id));
    const failure =
      added.length > 0
        ? failBody('the items as before the request', `an item that was not there before: ${added[0]}`)
        : undefined;
    return [toJudgement('resource:rejected-changes-nothing', entry, [before, after], failure)];
  });
