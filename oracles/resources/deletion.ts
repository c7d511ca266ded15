import { findDifference } from './compare-values.ts';
import { failStatus, type Judgement, type ResourceOracle } from './judgement.ts';
import { hasItem } from './lists.ts';
import { type Entry, findReadAfter, findReadBefore, isMissing, isOn, isPlainRead } from './timeline.ts';

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
    const [before, after] = [findReadBefore(timeline, index, item), findReadAfter(timeline, index, item)];
    const shared = { rule: 'resource:deleted-is-gone', subject: deletion } as const;
    if (!after) return [];
    if (isMissing(after)) return [{ ...shared, evidence: [after], result: 'pass' }];
    if (!before?.item || !after.item || !after.isAccepted) return [];
    const isUnchanged =
      Object.keys(after.item).length === Object.keys(before.item).length &&
      !findDifference(before.item, after.item) &&
      hasSameFlags(before.item, after.item);
    return isUnchanged
      ? [
          {
            ...shared,
            evidence: [before, after],
            result: failStatus(after, 'status 404 or 410, because the resource was deleted'),
          },
        ]
      : [];
  });

/** Whether the properties that may mark an item as deleted are the same. */
const hasSameFlags = (before: object, after: object): boolean => {
  const flags = (item: object) =>
    JSON.stringify(
      Object.entries(item).filter(([name]) => /delet|remov|archiv|activ|status|state/i.test(name)),
    );
  return flags(before) === flags(after);
};

/** Judges whether a deleted item is in a later list. */
export const judgeDeletedList: ResourceOracle = (timeline, context) =>
  listDeletions(timeline).flatMap(([index, deletion]): Judgement[] => {
    const id = deletion.step.bindings.at(-1)?.value;
    const list = timeline
      .slice(index + 1)
      .find(({ step, items }) => step.action === 'list' && step.resource === deletion.step.resource && items);
    const earlier = timeline
      .slice(0, index)
      .some((entry) => entry.step.action === 'list' && hasItem(entry, id, context));
    if (!list || id === undefined || !earlier || !list.isAccepted) return [];
    const shared = { rule: 'resource:deleted-is-not-listed', subject: deletion, evidence: [list] } as const;
    if (!hasItem(list, id, context)) return [{ ...shared, result: 'pass' }];
    return [
      {
        ...shared,
        result: {
          location: 'body',
          expected: 'no item with the id of the deleted resource',
          received: { words: `an item with the id ${id}` },
        },
      },
    ];
  });

/** Judges requests on an item after its deletion: changes, repeated deletions, and reads of items below it. */
export const judgeUseAfterDeletion: ResourceOracle = (timeline) =>
  listDeletions(timeline).flatMap(([index, deletion]): Judgement[] => {
    const later = timeline.slice(index + 1);
    const { item, resource } = deletion.step;
    const isClient = ({ status }: Entry) => status >= 400 && status < 500;
    const changes = later.filter(
      (entry) => isOn(entry, 'update', item) && entry.step.resource === resource && !entry.step.isInvalid,
    );
    const children = later.filter(({ step }) => step.resource !== resource && step.action === 'read');
    const judge = (
      rule: 'resource:deleted-cannot-change' | 'resource:children-are-gone',
      entry: Entry,
    ): Judgement[] =>
      entry.isAccepted || isClient(entry)
        ? [
            {
              rule,
              subject: deletion,
              evidence: [entry],
              result: entry.isAccepted
                ? failStatus(entry, 'a 4XX, because the resource was deleted')
                : 'pass',
            },
          ]
        : [];
    return [
      ...changes.flatMap((entry) => judge('resource:deleted-cannot-change', entry)),
      ...children.flatMap((entry) => judge('resource:children-are-gone', entry)),
    ];
  });

/** Judges whether a repeated DELETE has another effect than the first: the item is back, or another one is gone. */
export const judgeRepeatedDeletion: ResourceOracle = (timeline) =>
  [...timeline.entries()].flatMap(([index, entry]): Judgement[] => {
    const { step } = entry;
    if (step.action !== 'delete' || !step.isRepeated || entry.status >= 500) return [];
    const shared = { rule: 'resource:delete-is-idempotent', subject: entry } as const;
    const items = new Set(timeline.map((each) => each.step.item).filter(Boolean));
    return [...items].flatMap((item): Judgement[] => {
      const before = timeline.slice(0, index).findLast((each) => isPlainRead(each, item));
      const after = timeline.slice(index + 1).find((each) => isPlainRead(each, item));
      if (!before || !after || before.step.resource !== step.resource) return [];
      const isOther = isMissing(before) ? after.isAccepted : before.isAccepted && isMissing(after);
      const expected = isMissing(before) ? 'status 404 or 410, as before' : 'a success, as before';
      return [
        { ...shared, evidence: [before, after], result: isOther ? failStatus(after, expected) : 'pass' },
      ];
    });
  });
