import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange, RecordedExchange } from '../../spec/openapi/exchange.ts';
import { judgeExchange } from '../judge-exchange.ts';
import { type RecordedCase, type RecordingContext, toCases } from './to-case.ts';

/** A recorded exchange as a case of an operation, and what it shows of the clauses of the operation. */
export interface JudgedExchange {
  exchange: Exchange;
  observations: Observation[];
}

/**
 * Judges recorded exchanges one by one, by the operations that their requests go to. A rejection is evidence only if the
 * recording has an accepted request of the operation, and a 401 or 403 never is: tokens expire.
 */
export interface RecordingJudge {
  /**
   * Judges an exchange, and the earlier rejections that it makes evidence. An exchange with a path that several
   * operations share is judged by each. Returns undefined if the document does not describe the path.
   */
  add(exchange: RecordedExchange): JudgedExchange[] | undefined;
  /** Judges the rejections of operations that have accepted no request. */
  finish(): JudgedExchange[];
}

/** Limit for the rejections that wait for an accepted request. Further ones are judged without it. */
const MAX_WAITING = 2000;

export function createRecordingJudge(context: RecordingContext): RecordingJudge {
  const accepting = new Set<OperationModel>();
  let waiting: { model: OperationModel; exchange: Exchange }[] = [];
  const judge = (model: OperationModel, exchange: Exchange): JudgedExchange => {
    if (exchange.case.suiteOnly) return { exchange, observations: [] };
    const state = { credentialsAccepted: false, requestAccepted: accepting.has(model) };
    return { exchange, observations: judgeExchange(model, exchange, state) };
  };
  const judgeWaiting = (isReady: (model: OperationModel) => boolean): JudgedExchange[] => {
    const ready = waiting.filter(({ model }) => isReady(model));
    if (ready.length > 0) waiting = waiting.filter(({ model }) => !isReady(model));
    return ready.map(({ model, exchange }) => judge(model, exchange));
  };
  return {
    add(recorded) {
      const cases = toCases(context, recorded);
      if (cases.length === 0) return undefined;
      const status = recorded.response?.status ?? 0;
      return cases.flatMap((each) => {
        const { model } = each;
        const exchange = { ...recorded, case: each.case };
        if (status >= 400 && !accepting.has(model) && waiting.length < MAX_WAITING) {
          waiting.push({ model, exchange });
          return [];
        }
        if (status >= 200 && status < 300 && isAcceptable(each) && !each.case.suiteOnly) accepting.add(model);
        return [...judgeWaiting((other) => accepting.has(other)), judge(model, exchange)];
      });
    },
    finish: () => judgeWaiting(() => true),
  };
}

/** Whether the success of a request shows that the operation accepts its valid requests. */
const isAcceptable = ({ case: { kind, role } }: RecordedCase): boolean =>
  kind === 'valid' || (kind === 'probe' && role === undefined);
