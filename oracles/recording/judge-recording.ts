import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange, RecordedExchange } from '../../spec/openapi/exchange.ts';
import { judgeExchange } from '../judge-exchange.ts';
import { getSentHeader } from './read-parameters.ts';
import { type RecordedCase, toCases } from './to-case.ts';

/** The judgement of recorded exchanges. */
export interface RecordingJudgement {
  exchanges: Exchange[];
  observations: Observation[];
  /** The exchanges whose paths the document does not describe. */
  unmatched: RecordedExchange[];
}

/**
 * Judges recorded exchanges by the clauses of their operations. A rejection is evidence only if the recording has an
 * accepted request of the operation; a 401 or 403 never is, because tokens expire.
 */
export function judgeRecording(
  models: readonly OperationModel[],
  recorded: readonly RecordedExchange[],
): RecordingJudgement {
  const showsCredentials = recorded.some(({ sent }) =>
    ['authorization', 'cookie'].some((name) => getSentHeader(sent.headers, name)),
  );
  const judged = recorded.map((exchange) => ({
    exchange,
    cases: toCases(models, exchange, showsCredentials),
  }));
  const accepted = new Set(
    judged.flatMap(({ exchange, cases }) =>
      (exchange.response?.status ?? 500) < 300 ? cases.filter(isAcceptable).map(({ model }) => model) : [],
    ),
  );
  const pairs = judged.flatMap(({ exchange, cases }) =>
    cases.map(({ model, case: theCase }) => ({ model, exchange: { ...exchange, case: theCase } })),
  );
  return {
    exchanges: pairs.map(({ exchange }) => exchange),
    observations: pairs.flatMap(({ model, exchange }) =>
      judgeExchange(model, exchange, { credentialsAccepted: false, requestAccepted: accepted.has(model) }),
    ),
    unmatched: judged.filter(({ cases }) => cases.length === 0).map(({ exchange }) => exchange),
  };
}

/** Whether the success of a request shows that the operation accepts its valid requests. */
const isAcceptable = ({ case: { kind, role } }: RecordedCase): boolean =>
  kind === 'valid' || (kind === 'probe' && role === undefined);
