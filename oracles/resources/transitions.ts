import type { Json } from '../../spec/json.ts';
import { isObject } from '../../spec/json.ts';
import { describesStateConflict, findStateNames, isStateName } from '../../spec/openapi/state-conflict.ts';
import { failAnswered } from './answered-values.ts';
import { failStatus, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { type Entry, findReadAfter, findViewBefore, getIdempotencyKey, isChange } from './timeline.ts';

/**
 * Judges whether a repeated change of state is rejected as a conflict. If it is accepted, that is a failure only if the
 * document describes the 409 as one of a resource that has the state already. The repetition may have an effect of its
 * own if the first one is not finished (202 without a change that can be read), or if the request has a number, such as
 * an amount to refund. With an idempotency key, it gets the response to the first.
 */
export const judgeRepeatedTransition: ResourceOracle = (timeline, { findOperation }) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step, status, isAccepted, exchange } = entry;
    const operation = findOperation(exchange.case.operation);
    if (!step.isRepeated || !operation || (!isAccepted && status !== 409)) return [];
    const isState =
      step.action === 'transition' ||
      (step.action === 'update' &&
        findStateNames(operation).some((name) => entry.sent && name in entry.sent));
    const first = timeline
      .slice(0, index)
      .findLast(
        (each) => each.step.item === step.item && each.step.resource === step.resource && isChange(each),
      );
    const isSame = first?.exchange.case.operation === operation.id;
    if (!isState || !first || !isSame || getIdempotencyKey(entry) !== undefined) return [];
    const isUnfinished = first.status === 202 && !showsOtherState(timeline, first, index);
    const mayBeAccepted = !describesStateConflict(operation) || isUnfinished || hasNumber(entry.sent);
    if (isAccepted && mayBeAccepted) return [];
    const failure = isAccepted
      ? failStatus(entry, 'status 409, because the first request has changed the state')
      : undefined;
    return [toJudgement('resource:repeated-transition', entry, [first, entry], failure)];
  });

/** Whether the item is read before a position with another state than before the request. */
function showsOtherState(timeline: readonly Entry[], request: Entry, end: number): boolean {
  const start = timeline.indexOf(request);
  const old = findViewBefore(timeline, start, request.step.item)?.item;
  const item = findReadAfter(timeline.slice(0, end), start, request.step.item)?.item;
  return (
    old !== undefined &&
    item !== undefined &&
    Object.keys(item).some((name) => isStateName(name) && name in old && item[name] !== old[name])
  );
}

/**
 * Judges whether the state in the response to a change of state is stored. Only the old state is a failure: the new one
 * may have changed again, as a payment that is first `processing`. A 202 may show a state that is reached later.
 */
export const judgeStoredState: ResourceOracle = (timeline) =>
  timeline.flatMap((entry, index): Judgement[] => {
    const { step, status, isAccepted } = entry;
    if (step.action !== 'transition' || step.isInvalid || !isAccepted || status === 202) return [];
    const before = findViewBefore(timeline, index, step.item);
    const after = findReadAfter(timeline, index, step.item);
    const [old, answered, item] = [before?.item, entry.item, after?.item];
    if (!before || !after?.isAccepted || !old || !answered || !item) return [];
    const changed = Object.keys(answered).filter(
      (name) => isStateName(name) && name in old && name in item && answered[name] !== old[name],
    );
    const lost = changed.find((name) => item[name] === old[name]);
    const failure = failAnswered('change', answered, item, lost);
    return changed.length > 0
      ? [toJudgement('resource:changed-as-answered', entry, [before, after], failure)]
      : [];
  });

const hasNumber = (value: Json | undefined): boolean =>
  typeof value === 'number' || (isObject(value) && Object.values(value).some(hasNumber));
