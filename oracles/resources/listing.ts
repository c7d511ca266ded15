import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../check-context.ts';
import { failBody, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import {
  findItemById,
  findTotal,
  getIds,
  getParameters,
  isFirstPage,
  isPlainList,
  isWholeList,
  listLists,
  showsIds,
} from './list-entries.ts';
import { followPages, hasEveryItem } from './page-chain.ts';
import { type Entry, isChange, isPlainRead } from './timeline.ts';

/** Judges whether a list after a creation has the item, or one of the pages that follow it. */
export const judgeListed: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, creation]): Judgement[] => {
    const { step, status } = creation;
    if (step.action !== 'create' || ![200, 201].includes(status) || step.isInvalid || step.isRepeated)
      return [];
    const id = timeline
      .flatMap((entry) => entry.step.bindings)
      .find(
        (binding) => ['path', 'list'].includes(binding.in) && binding.source === creation.exchange.case.id,
      )?.value;
    const isDeletion = (entry: Entry) =>
      entry.step.action === 'delete' && entry.step.item === step.item && isChange(entry);
    const deleted = timeline.findIndex(isDeletion);
    const lists = listLists(timeline.slice(0, deleted < 0 ? undefined : deleted)).filter(
      ([position, entry]) =>
        position > index &&
        entry.step.resource === step.resource &&
        !isBelowOther(entry, creation) &&
        isPlainList(entry, context),
    );
    const [first] = lists;
    if (id === undefined || !first) return [];
    const rule = 'resource:created-is-listed';
    const shown = lists.find(([, list]) => findItemById(list, id, context) !== undefined);
    if (shown) return [toJudgement(rule, creation, [first[1]], undefined)];
    const chains = lists.flatMap(([position, list]) =>
      isFirstPage(list, getParameters(list, context)) ? [followPages(timeline, position, context)] : [],
    );
    // a page that seems to be the whole list has fewer items than its limit, because the server has a lower one
    const isLimitLower = chains.some(
      ([page, next]) => page && next?.items?.length && isWholeList(page, getParameters(page, context)),
    );
    const all = chains.findLast(
      (pages) => hasEveryItem(pages, context) && (pages.length > 1 || !isLimitLower),
    );
    if (!all?.every((page) => showsIds(page, context))) return [];
    const failure: Failure = failBody(`an item with the id ${id}`, 'no such item');
    return [toJudgement(rule, creation, all, failure)];
  });

/** Whether a list is below another parent than that of the item. */
const isBelowOther = (list: Entry, item: Entry): boolean =>
  list.step.bindings.some(({ name, value }) =>
    item.step.bindings.some((each) => each.name === name && each.value !== value),
  );

/**
 * Judges whether a list below a parent has an item that was created below another one. Only an item that is shown as it
 * was read counts: ids may be unique within their parent only.
 */
export const judgeParentLists: ResourceOracle = (timeline) =>
  listLists(timeline).flatMap(([index, list]) =>
    timeline.slice(0, index).flatMap((read): Judgement[] => {
      const isOfOther =
        read.step.resource === list.step.resource &&
        isPlainRead(read, read.step.item) &&
        read.isAccepted &&
        isBelowOther(list, read);
      if (!isOfOther || !read.item) return [];
      const isListed = list.items?.some((item) => isDeepStrictEqual(item, read.item));
      const failure = isListed
        ? failBody('only items of the parent in the path', 'an item that was created below another parent')
        : undefined;
      return [toJudgement('list:parent', list, [read, list], failure)];
    }),
  );

/** Judges whether a rejected creation has added an item, by lists before and after it: by their items, or their totals. */
export const judgeRejectedCreation: ResourceOracle = (timeline, context) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step, status } = entry;
    if (step.action !== 'create' || status < 400 || status >= 500) return [];
    const plain = listLists(timeline).filter(
      ([, list]) => list.step.resource === step.resource && isPlainList(list, context),
    );
    const compare = (
      isUsable: (list: Entry) => boolean,
      describeAdded: (before: Entry, after: Entry) => Failure | undefined,
    ): Judgement[] => {
      const lists = plain.filter(([, list]) => isUsable(list));
      const [, before] = lists.findLast(([position]) => position < index) ?? [];
      const [, after] = lists.find(([position]) => position > index) ?? [];
      if (!before || !after) return [];
      const between = timeline.slice(timeline.indexOf(before), timeline.indexOf(after));
      if (between.some(isChange)) return [];
      const failure = describeAdded(before, after);
      return [toJudgement('resource:rejected-changes-nothing', entry, [before, after], failure)];
    };
    const byItems = compare(
      (list) => isWholeList(list, getParameters(list, context)),
      (before, after) => {
        const old = getIds(before, context);
        const added = getIds(after, context).find((id) => !old.includes(id));
        return added === undefined
          ? undefined
          : failBody('the items as before the request', `an item that was not there before: ${added}`);
      },
    );
    if (byItems.length > 0) return byItems;
    return compare(
      (list) => findTotal(list) !== undefined,
      (before, after) => {
        const [old = 0, now = 0] = [findTotal(before), findTotal(after)];
        return now > old
          ? failBody(`a total of ${old}, as before the request`, `a total of ${now}`)
          : undefined;
      },
    );
  });
