import type { TargetState } from '../../../oracles/check-context.ts';
import { judgeExchange } from '../../../oracles/judge-exchange.ts';
import type { OperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Finding, Observation } from '../../../spec/clauses/verdict.ts';
import type { Case } from '../../../spec/openapi/case.ts';
import type { ReceivedResponse } from '../../../spec/openapi/response.ts';
import { createExchange } from '../plan/library.ts';
import { createCase } from '../plan/schedule/create-case.ts';
import type { Outcome } from './exchange.ts';

/** A response of which a test sets the status, the header fields and parts of the body. */
export interface ResponseSummary {
  status: number;
  headers?: ReceivedResponse['headers'];
  body?: Partial<ReceivedResponse['body']>;
  /** The method that was sent. Default: POST. */
  method?: string;
}

/** The observations of a clause of the operation `a`, given without `a/`, for a response to a case. */
function observeClause(
  model: OperationModel,
  clause: string,
  parts: Partial<Case>,
  { status, headers = [], body, method = 'POST' }: ResponseSummary,
  target: Partial<TargetState>,
): Observation[] {
  const exchange = createExchange(1, createCase('x', { operation: 'a', ...parts }), { status });
  const received = { text: '', bytes: 0, truncated: false, ...body };
  return judgeExchange(
    model,
    { ...exchange, sent: { ...exchange.sent, method }, response: { status, headers, body: received } },
    { credentialsAccepted: true, requestAccepted: true, ...target },
  ).filter((observation) => observation.clause === `a/${clause}`);
}

/** The outcome of a clause of the operation `a`, given without `a/`, for a response to a case. */
export function judgeResponse(
  model: OperationModel,
  clause: string,
  parts: Partial<Case>,
  response: ResponseSummary,
  target: Partial<TargetState> = {},
): Outcome {
  const found = observeClause(model, clause, parts, response, target);
  if (found.length === 0) return 'undecided';
  return found.some(({ finding }) => finding) ? 'fail' : 'pass';
}

/** The finding of the clause, if it fails. */
export const findFinding = (
  model: OperationModel,
  clause: string,
  parts: Partial<Case>,
  response: ResponseSummary,
): Finding | undefined =>
  observeClause(model, clause, parts, response, {}).find(({ finding }) => finding)?.finding;
