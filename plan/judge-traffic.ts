import { judgeRecording } from '../oracles/recording/judge-recording.ts';
import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import type { ClauseResult } from '../spec/clauses/verdict.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Exchange, RecordedExchange } from '../spec/openapi/exchange.ts';
import { judgeOwnRules } from './judge-own-rules.ts';
import { createTestedOperation, type Knowledge, listClauses } from './suite-clauses.ts';
import { createClauseResults } from './verdicts/clause-results.ts';
import { judgeContract } from './verdicts/judge-contract.ts';

/** Recorded exchanges, and the operations by which they are judged. */
export interface TrafficInput extends Knowledge {
  contract: Contract;
  operations: readonly Operation[];
  exchanges: readonly RecordedExchange[];
}

/** The verdict of every clause by recorded exchanges. */
export interface TrafficJudgement {
  results: ClauseResult[];
  /** The exchanges of the operations. */
  exchanges: Exchange[];
  /** The operations with exchanges. */
  coverage: OperationCoverage[];
  /** The ids of the operations without exchanges. */
  unused: string[];
  /** The exchanges whose paths the document does not describe. */
  unmatched: RecordedExchange[];
}

/**
 * Judges recorded exchanges without sending anything. Clauses that no exchange shows are unverified, among them those of
 * suites, whose rules need their own requests.
 */
export function judgeTraffic({
  contract,
  operations,
  exchanges: recorded,
  ...knowledge
}: TrafficInput): TrafficJudgement {
  const tested = operations.map((operation) => createTestedOperation(contract, operation, knowledge, false));
  const ownRules = new Map(tested.map(({ model, ownRules: rules }) => [model.operation.id, rules]));
  const models = tested.map(({ model }) => model);
  const clauseResults = createClauseResults(listClauses(contract, tested));
  judgeContract(contract, clauseResults);
  const { judged, unmatched } = judgeRecording(models, contract.servers, recorded);
  for (const { exchange, observations } of judged) {
    const { operation } = exchange.case;
    const byRules = judgeOwnRules(ownRules.get(operation) ?? [], exchange);
    clauseResults.record(operation, exchange.id, [...observations, ...byRules]);
  }
  const exchanges = judged.map(({ exchange }) => exchange);
  const used = new Set(exchanges.map((exchange) => exchange.case.operation));
  return {
    results: clauseResults.list(({ operation }) => ({
      reason: used.has(operation)
        ? 'no recorded exchange shows it'
        : 'its operation has no recorded exchange',
    })),
    exchanges: [...new Map(exchanges.map((exchange) => [exchange.id, exchange])).values()],
    coverage: [...used].map((id) => createCoverage(id, exchanges)),
    unused: operations.flatMap(({ id }) => (used.has(id) ? [] : [id])),
    unmatched,
  };
}

function createCoverage(operation: string, exchanges: readonly Exchange[]): OperationCoverage {
  const own = exchanges.filter((exchange) => exchange.case.operation === operation);
  const hasSuccess = own.some(({ response }) => response && response.status >= 200 && response.status < 300);
  return {
    operation,
    tries: own.filter(({ response, case: { kind } }) => response && kind === 'valid').length,
    ...(!hasSuccess && { obstacle: { reason: 'no recorded exchange has a success response' } }),
  };
}
