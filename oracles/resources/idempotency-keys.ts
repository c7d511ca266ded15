import { isDeepStrictEqual } from 'node:util';
import { failBody, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { getId } from './list-entries.ts';
import { getIdempotencyKey } from './timeline.ts';

/**
 * Judges creations with an idempotency key that an earlier one had: a repetition creates nothing, and another body does not
 * get the response to the first (draft-ietf-httpapi-idempotency-key-header-07 section 2.2). A server may reject both.
 */
export const judgeIdempotencyKeys: ResourceOracle = (timeline, context) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const key = getIdempotencyKey(entry);
    const first = timeline
      .slice(0, index)
      .find((each) => each.step.action === 'create' && each.isAccepted && getIdempotencyKey(each) === key);
    if (key === undefined || entry.step.action !== 'create' || entry.step.isInvalid || !first?.item)
      return [];
    const rule = 'resource:idempotency-key';
    if ([400, 409, 422].includes(entry.status)) return [toJudgement(rule, entry, [first, entry], undefined)];
    const [old, id] = [getId(first.item, context), getId(entry.item, context)];
    if (!entry.isAccepted || old === undefined || id === undefined) return [];
    const isSame = isDeepStrictEqual(entry.sent, first.sent);
    if (isSame === (id === old)) return [toJudgement(rule, entry, [first, entry], undefined)];
    const failure = isSame
      ? failBody(`the item with the id ${old}, because the request was repeated`, `the id ${id}`)
      : failBody('a rejection, or a new item, because the request has another body', 'the first item');
    return [toJudgement(rule, entry, [first, entry], failure)];
  });
