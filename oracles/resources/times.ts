import type { JsonObject } from '../../spec/json.ts';
import { isChangeTime, isCreationTime, readTime } from '../../spec/openapi/recorded-times.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import { type Change, listChanges } from './changes.ts';
import { findDifference } from './compare-values.ts';
import { listCreations } from './creation.ts';
import {
  failProperty,
  type Judgement,
  quote,
  type ResourceOracle,
  type ScenarioContext,
  toJudgement,
} from './judgement.ts';
import { type Entry, findReadAfter } from './timeline.ts';

const second = 1000;
const halfHour = 1800 * second;
/** The offsets of time zones are between -12 and +14 hours. */
const MAX_OFFSET = 28 * halfHour;
/** The maximum difference between the clock of a server and that of its database. */
const MAX_DEVIATION = 10 * second;

/** The names of the times of an item that requests cannot set. */
const listTimes = (
  item: JsonObject | undefined,
  isTime: (name: string) => boolean,
  sent: JsonObject | undefined,
  { settable }: ScenarioContext,
): string[] =>
  Object.keys(item ?? {}).filter((name) => isTime(name) && !settable.has(name) && !(name in (sent ?? {})));

/**
 * Judges whether the time of a creation is that of its response, in another time zone than it states. A clock that differs
 * in another way may be a fixed one, and a whole minute a rounded time.
 */
export const judgeCreationTime: ResourceOracle = (timeline, context) =>
  listCreations(timeline).flatMap(([index, creation]): Judgement[] => {
    const date = Date.parse(findHeader(creation.exchange.response?.headers ?? [], 'date') ?? '');
    const read = findReadAfter(timeline, index, creation.step.item);
    const shown = [creation, read].flatMap((entry) =>
      entry?.isAccepted && creation.status !== 202 && !Number.isNaN(date)
        ? listTimes(entry.item, isCreationTime, creation.sent, context).map((name) => ({ entry, name }))
        : [],
    );
    const [first] = shown;
    const time = first && readTime(first.entry.item?.[first.name]);
    if (!first || !time) return [];
    const difference = time.instant - date;
    const offset = Math.round(difference / halfHour) * halfHour;
    if (Math.abs(difference - offset) > MAX_DEVIATION || Math.abs(offset) > MAX_OFFSET) return [];
    if (offset !== 0 && time.isWholeMinute) return [];
    const failure = failProperty(
      first.name,
      `the time of the response, ${new Date(date).toISOString()}, and not one of another time zone`,
      first.entry.item?.[first.name],
    );
    const evidence = first.entry === creation ? [] : [first.entry];
    return [toJudgement('resource:creation-time', creation, evidence, offset === 0 ? undefined : failure)];
  });

/**
 * Judges whether the time of the last change follows an accepted change. Another item that showed a later time before the
 * change proves that the clock of the server has moved on: other clocks show nothing.
 */
export const judgeChangeTime: ResourceOracle = (timeline, context) =>
  (['update', 'replace'] as const).flatMap((action) =>
    listChanges(timeline, action).flatMap((found): Judgement[] => {
      const { change, sent, before, after, old, item } = found;
      const [name] = listTimes(old, isChangeTime, sent, context);
      const isChanged = findDifference(old, item, (each) => context.settable.has(each)) !== undefined;
      if (name === undefined || !isChanged || !readTime(old[name]) || !readTime(item[name])) return [];
      const isOther = readTime(old[name])?.instant !== readTime(item[name])?.instant;
      const later = isOther ? undefined : findLater(timeline, found, name);
      if (!isOther && !later) return [];
      const failure = failProperty(
        name,
        `a later time than before the accepted change: ${quote(old[name])}`,
        item[name],
      );
      const evidence = [before, ...(later ? [later] : []), after];
      return [toJudgement('resource:change-time', change, evidence, isOther ? undefined : failure)];
    }),
  );

/**
 * Finds a response before a change in which another item has a later time than the changed one. The difference, or the time
 * since that item was last changed, must be clearly longer than the precision of the time.
 */
function findLater(
  timeline: readonly Entry[],
  { index, old, change }: Change,
  name: string,
): Entry | undefined {
  const time = readTime(old[name]);
  if (!time) return undefined;
  const { step, exchange } = change;
  const minimum = 2 * time.precision;
  const last = timeline
    .slice(0, index)
    .findLast(
      (entry) =>
        entry.step.item === step.item && entry.isAccepted && !['read', 'list'].includes(entry.step.action),
    );
  const waited = last ? exchange.startedAt - last.exchange.startedAt - last.exchange.durationMs : 0;
  return timeline.slice(0, index).find((entry) => {
    if (entry.step.resource !== step.resource || entry.step.item === step.item) return false;
    const difference = (readTime(entry.item?.[name])?.instant ?? 0) - time.instant;
    return difference > 0 && Math.max(difference, waited) > minimum;
  });
}
