import { findHeader } from '../../spec/openapi/request.ts';
import type { Failure } from '../check-context.ts';
import { findDifference } from './compare-values.ts';
import {
  failBody,
  failStatus,
  type Judgement,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { findItemById, getParameters, isWholeList } from './list-entries.ts';
import { type Entry, findViewBefore, isOn, isPlainRead } from './timeline.ts';

const getETag = ({ exchange }: Entry): string | undefined =>
  findHeader(exchange.response?.headers ?? [], 'etag');

/** Judges conditional requests with the `ETag` of an earlier response (RFC 9110 section 13.1). */
export const judgeConditions: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { headers } = entry.exchange.case.request;
    const { step, status, isAccepted } = entry;
    const before = findViewBefore(timeline, index, step.item);
    if (!before || before.isListed) return [];
    const tag = findHeader(headers, 'if-none-match');
    if (tag !== undefined && step.action === 'read')
      return tag === getETag(before) ? judgeCurrentTag(entry, before) : judgeOtherTag(entry, before);
    const isConditional = findHeader(headers, 'if-match') !== undefined && step.isInvalid;
    if (!isConditional || (status !== 412 && !isAccepted)) return [];
    const failure = isAccepted
      ? failStatus(entry, 'status 412, because the entity tag is not the current one')
      : undefined;
    return [toJudgement('resource:precondition', entry, [before, entry], failure)];
  });

/** Judges a read with the current entity tag in `If-None-Match`. */
function judgeCurrentTag(entry: Entry, before: Entry): Judgement[] {
  const isIgnored = entry.status === 200 && getETag(entry) === getETag(before);
  if (entry.status !== 304 && !isIgnored) return [];
  const failure = failStatus(entry, 'status 304, because the entity tag is the current one');
  return [toJudgement('resource:not-modified', entry, [before, entry], isIgnored ? failure : undefined)];
}

/** Judges a read with another entity tag in `If-None-Match`. */
function judgeOtherTag(entry: Entry, before: Entry): Judgement[] {
  const isUnmodified = entry.status === 304;
  if (!isUnmodified && !entry.isAccepted) return [];
  const failure = failStatus(entry, 'status 200, because the entity tag is another one');
  return [toJudgement('resource:modified', entry, [before, entry], isUnmodified ? failure : undefined)];
}

/** Judges whether two reads of an item with different values have different strong entity tags. */
export const judgeEntityTags: ResourceOracle = (timeline) =>
  timeline.flatMap((entry, index): Judgement[] => {
    if (!isPlainRead(entry, entry.step.item)) return [];
    const before = timeline.slice(0, index).findLast((each) => isPlainRead(each, entry.step.item));
    const [tag, earlier] = [getETag(entry), before && getETag(before)];
    if (!before?.item || !entry.item || !tag || !earlier || tag.startsWith('W/')) return [];
    if (!findDifference(before.item, entry.item)) return [];
    const failure: Failure = {
      location: 'header etag',
      expected: `another entity tag than ${earlier}, because the resource has changed`,
      received: { words: tag },
    };
    return [
      toJudgement('resource:entity-tag', entry, [before, entry], tag === earlier ? failure : undefined),
    ];
  });

export const isOfOtherUser = ({ exchange }: Entry): boolean =>
  exchange.case.request.credentials === 'other-user';

/** The statuses that keep an item from another user. */
const hiding: readonly number[] = [401, 403, 404];

/** Whether the entry is a read of an item that the response keeps from another user. */
export const isHiddenRead = (entry: Entry): boolean =>
  entry.step.action === 'read' && isOfOtherUser(entry) && hiding.includes(entry.status);

/** Judges requests on an item with the credentials of another user. */
export const judgeOtherUser: ResourceOracle = (timeline, context) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step, status, isAccepted } = entry;
    if (!isOfOtherUser(entry)) return [];
    if (step.action === 'create') return judgeCreationOfOther(timeline, index, entry);
    if (!isAccepted && !hiding.includes(status)) return [];
    if (step.action === 'list') return judgeListOfOther(timeline, index, entry, context);
    const creation = timeline
      .slice(0, index)
      .find((each) => isOn(each, 'create', step.item) && each.isAccepted);
    if (!creation) return [];
    const failure = isAccepted
      ? failStatus(entry, 'status 401, 403 or 404, because another user created the item')
      : undefined;
    return [toJudgement('resource:other-user', entry, [creation, entry], failure)];
  });

/** An item that another user could not read: its creation, the rejected read, and its id. */
function findHidden(
  timeline: readonly Entry[],
): { creation: Entry; read: Entry; id: string | number } | undefined {
  const read = timeline.findLast(isHiddenRead);
  const isShown = timeline.some((each) => read && isPlainRead(each, read.step.item) && each.isAccepted);
  const creation = read && timeline.find((each) => isOn(each, 'create', read.step.item) && each.isAccepted);
  const id = read?.step.bindings.findLast((binding) => binding.source === creation?.exchange.case.id)?.value;
  return read && isShown && creation && id !== undefined ? { creation, read, id } : undefined;
}

/** Judges a creation of another user that needs an item which that user could not read before. */
function judgeCreationOfOther(timeline: readonly Entry[], index: number, entry: Entry): Judgement[] {
  const { step, status, isAccepted } = entry;
  const hidden = findHidden(timeline.slice(0, index));
  if (!hidden || !step.bindings.some(({ value }) => value === hidden.id)) return [];
  if (!isAccepted && ![400, 422, ...hiding].includes(status)) return [];
  const failure = isAccepted
    ? failStatus(entry, 'a 4XX, because that user cannot read the item that is needed')
    : undefined;
  return [toJudgement('resource:other-user', entry, [hidden.creation, hidden.read, entry], failure)];
}

/** Judges a list with the credentials of another user, who could not read the item before. */
function judgeListOfOther(
  timeline: readonly Entry[],
  index: number,
  list: Entry,
  context: ScenarioContext,
): Judgement[] {
  const hidden = findHidden(timeline.slice(0, index));
  if (!hidden || !list.items) return [];
  const { creation, read, id } = hidden;
  const isListed = findItemById(list, id, context) !== undefined;
  if (!isListed && !isWholeList(list, getParameters(list, context))) return [];
  const failure = failBody(`no item with the id ${id}, which another user created`, 'that item');
  return [toJudgement('resource:other-user', list, [creation, read, list], isListed ? failure : undefined)];
}
