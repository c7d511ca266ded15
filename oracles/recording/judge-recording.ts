import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Server } from '../../spec/openapi/contract.ts';
import type { Exchange, RecordedExchange } from '../../spec/openapi/exchange.ts';
import { judgeExchange } from '../judge-exchange.ts';
import { getSentHeader } from './read-parameters.ts';
import { type RecordedCase, toCases } from './to-case.ts';

/** A recorded exchange as a case of an operation, and what it shows of the clauses of the operation. */
interface JudgedExchange {
  exchange: Exchange;
  observations: Observation[];
}

/** The judgement of recorded exchanges. */
export interface RecordingJudgement {
  /** In the order of the recording. An exchange with a path that several operations share can be in it several times. */
  judged: JudgedExchange[];
  /** The exchanges whose paths the document does not describe. */
  unmatched: RecordedExchange[];
}

/**
 * Judges recorded exchanges by the operations that their requests go to. A rejection is evidence only if the recording
 * has an accepted request of the operation, and a 401 or 403 never is: tokens expire.
 * @param servers the servers of the document, whose base paths the requests may have
 */
export function judgeRecording(
  models: readonly OperationModel[],
  servers: readonly Server[],
  recorded: readonly RecordedExchange[],
): RecordingJudgement {
  const showsCredentials = recorded.some(({ sent }) =>
    ['authorization', 'cookie'].some((name) => getSentHeader(sent.headers, name)),
  );
  const matched = recorded.map((exchange) => ({
    exchange,
    cases: toCases({ models, servers, showsCredentials }, exchange),
  }));
  const accepted = new Set(
    matched.flatMap(({ exchange, cases }) =>
      (exchange.response?.status ?? 500) < 300 ? cases.filter(isAcceptable).map(({ model }) => model) : [],
    ),
  );
  return {
    judged: matched.flatMap(({ exchange: received, cases }) =>
      cases.map(({ model, case: theCase }) => {
        const exchange = { ...received, case: theCase };
        const state = { credentialsAccepted: false, requestAccepted: accepted.has(model) };
        return { exchange, observations: judgeExchange(model, exchange, state) };
      }),
    ),
    unmatched: matched.filter(({ cases }) => cases.length === 0).map(({ exchange }) => exchange),
  };
}

/** Whether the success of a request shows that the operation accepts its valid requests. */
const isAcceptable = ({ case: { kind, role } }: RecordedCase): boolean =>
  kind === 'valid' || (kind === 'probe' && role === undefined);
