import type { Failure } from '../check-context.ts';
import { isSameValue } from './compare-values.ts';
import {
  failProperty,
  failStatus,
  type Judgement,
  quote,
  type ResourceOracle,
  toJudgement,
} from './judgement.ts';
import { isOfOtherUser } from './requests.ts';
import { type Entry, findReadAfter, findViewBefore, isMissing, isOn } from './timeline.ts';
import { failMissing } from './unaffected.ts';

/** Judges reads of an item below another parent than its own, and changes and deletions. */
export const judgeParents: ResourceOracle = (timeline, context) => [
  ...judgeReadsBelowOther(timeline, context),
  ...judgeEffectsBelowOther(timeline, context),
];

const rule = 'resource:belongs-to-parent';

const judgeReadsBelowOther: ResourceOracle = (timeline) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step } = entry;
    if (step.action !== 'read' || !step.isInvalid || isOfOtherUser(entry)) return [];
    const before = timeline
      .slice(0, index)
      .findLast(
        (each) => (isOn(each, 'read', step.item) && !each.step.isInvalid) || isOn(each, 'create', step.item),
      );
    if (!before?.isAccepted || (!isMissing(entry) && !entry.isAccepted)) return [];
    const failure = entry.isAccepted
      ? failStatus(entry, 'status 404, because the item belongs to another parent')
      : undefined;
    return [toJudgement(rule, entry, [before, entry], failure)];
  });

/**
 * Judges changes and deletions by their effect on the item, which the reads before and after them show. A success without
 * an effect shows nothing: a DELETE may succeed where there is no item, and a PUT may create one.
 */
const judgeEffectsBelowOther: ResourceOracle = (timeline, context) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step, status, isAccepted } = entry;
    const isJudged = ['update', 'replace', 'delete'].includes(step.action) && step.isInvalid;
    if (!isJudged || (!isAccepted && (status < 400 || status >= 500))) return [];
    const creation = timeline.find((each) => isOn(each, 'create', step.item) && each.isAccepted);
    if (!creation || !isBelowOther(entry, creation)) return [];
    const [before, after] = [
      findViewBefore(timeline, index, step.item),
      findReadAfter(timeline, index, step.item),
    ];
    if (!before?.isAccepted || !before.item || !after) return [];
    const failure = step.action === 'delete' ? failMissing(after, context) : findEffect(entry, before, after);
    const isShown = after.isAccepted && after.item !== undefined;
    if (!failure && (isAccepted || !isShown)) return [];
    return [toJudgement(rule, entry, [creation, before, after], failure)];
  });

/** Whether the path of a request on an item has another parent than that of its creation. */
const isBelowOther = ({ step }: Entry, creation: Entry): boolean => {
  const known = new Set([creation.exchange.case.id, ...creation.step.bindings.map(({ source }) => source)]);
  return step.bindings.some((binding) => binding.in === 'path' && !known.has(binding.source));
};

/** Describes a value of the request that the item has now and did not have before. */
function findEffect({ sent }: Entry, { item: old }: Entry, { item }: Entry): Failure | undefined {
  if (!sent || !old || !item) return undefined;
  const changed = Object.entries(sent).find(
    ([name, value]) =>
      name in old && name in item && !isSameValue(value, old[name]) && isSameValue(value, item[name]),
  );
  return changed && failProperty(changed[0], `the value before: ${quote(old[changed[0]])}`, item[changed[0]]);
}
