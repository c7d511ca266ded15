import type { Json } from '../../spec/json.ts';
import { isObject } from '../../spec/json.ts';
import { describesStateConflict, findStateNames } from '../../spec/openapi/state-conflict.ts';
import { failStatus, type Judgement, type ResourceOracle, toJudgement } from './judgement.ts';
import { type Entry, isChange } from './timeline.ts';

/**
 * Judges whether a repeated change of state is rejected as a conflict. If it is accepted, that is a failure only if the
 * document describes the 409 as one of a resource that has the state already. The repetition may have an effect of its own
 * if the first one is not finished (202), or if the request has a number, such as an amount to refund. With an idempotency
 * key, it gets the response to the first.
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
    if (!isState || !first || !isSame || hasIdempotencyKey(entry)) return [];
    const mayBeAccepted = !describesStateConflict(operation) || first.status === 202 || hasNumber(entry.sent);
    if (isAccepted && mayBeAccepted) return [];
    const failure = isAccepted
      ? failStatus(entry, 'status 409, because the first request has changed the state')
      : undefined;
    return [toJudgement('resource:repeated-transition', entry, [first, entry], failure)];
  });

const hasIdempotencyKey = ({ exchange }: Entry): boolean =>
  exchange.case.request.headers.some(([name]) => /idempotency/i.test(name));

const hasNumber = (value: Json | undefined): boolean =>
  typeof value === 'number' || (isObject(value) && Object.values(value).some(hasNumber));
