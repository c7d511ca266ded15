import { locateClause } from '../cli/locate-clause.ts';
import { judgeExchange as judge } from '../oracles/judge-exchange.ts';
import { createFailureReport } from '../reporters/failure-report.ts';
import type { RecordedResult, RunRecord } from '../reporters/record.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import { countVerdicts } from '../reporters/record-queries.ts';
import { renderJudgement } from '../reporters/render-failure.ts';
import type { Level } from '../spec/clauses/clause.ts';
import { assertNoDefects } from '../spec/document/contract-error.ts';
import type { Contract, Operation } from '../spec/openapi/contract.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { findOperation } from '../spec/openapi/find-operation.ts';
import { getModel, getOperation, rejectOperation } from './named-operation.ts';
import { createObservedExchange, type ObservedRequest, type ObservedResponse } from './observed-exchange.ts';

/** A request and its response, as they were observed. */
export interface ObservedExchange {
  request: ObservedRequest;
  response: ObservedResponse;
  /** Id, or method and path, of the operation. By default, the method and URL of the request determine it. */
  operation?: string;
}

/** A clause that the response violates. */
export interface ClauseFailure {
  /** The permanent id of the clause. */
  clause: string;
  level: Level;
  /** Describes the failure: "`customer.avatar_url` is null, not a string". */
  title: string;
  /** The line of the contract or the section of the RFC that states the clause: `openapi.yaml:547`. */
  source: string;
  /** What the clause requires. */
  expected?: string;
  /** What was received instead. */
  received?: string;
  /** The complete report: clause, contract, request, expected, and received with an excerpt of the body. */
  message: string;
}

/** The judgement of one exchange. */
export interface Judgement {
  /** Id of the operation. */
  operation: string;
  /** Whether no MUST clause is violated. */
  passed: boolean;
  /** Ids of all clauses about which the exchange shows something. */
  judged: readonly string[];
  /** The violated clauses of all levels, in the order of the contract. */
  failures: readonly ClauseFailure[];
}

/**
 * Judges an exchange by all clauses of its operation: the status, headers and media type of the response, and its body
 * by the schemas of the document. Sends nothing.
 * @throws {UsageError} if the contract has no such operation
 */
export function judgeExchange(contract: Contract, observed: ObservedExchange): Judgement {
  const operation = findObservedOperation(contract, observed);
  const model = getModel(contract, operation);
  const exchange = createObservedExchange(operation, observed.request, observed.response);
  const observations = judge(model, exchange, observedTarget).filter(({ clause }) => !isAboutServer(clause));
  const clauses = new Map(model.clauses.map((clause) => [clause.id, clause]));
  const results = observations.flatMap(({ clause: id, finding }): RecordedResult[] => {
    const clause = clauses.get(id);
    if (!clause || !finding) return [];
    const verdict = clause.level === 'MUST' ? 'failed' : 'noticed';
    const counts = { found: 1, observed: 1, exchanges: [exchange.id] };
    return [{ ...locateClause(contract, clause), verdict, findings: [finding], ...counts }];
  });
  return {
    operation: operation.id,
    passed: results.every(({ verdict }) => verdict !== 'failed'),
    judged: [...new Set(observations.map(({ clause }) => clause))],
    failures: describeFailures(contract, exchange, results),
  };
}

/**
 * The state of the target, which is assumed because no run determines it: credentials are right, and no request was
 * accepted.
 */
const observedTarget = { credentialsAccepted: true, requestAccepted: false };

/**
 * Whether the clause is about what an HTTP server adds. An application that is called without a server has no `Date`.
 */
const isAboutServer = (clause: string): boolean => clause.endsWith('/protocol:date');

function findObservedOperation(
  contract: Contract,
  { operation: name, request }: ObservedExchange,
): Operation {
  const { method, url } = request;
  const operation = name === undefined ? findOperation(contract, method, url) : getOperation(contract, name);
  if (operation === undefined) return rejectOperation(contract, `${method.toUpperCase()} ${url}`);
  assertNoDefects(operation.defects ?? []);
  return operation;
}

function describeFailures(
  contract: Contract,
  exchange: Exchange,
  results: readonly RecordedResult[],
): ClauseFailure[] {
  const record = createRecord(contract, exchange, results);
  return results.map((result) => {
    const report = createFailureReport(record, result);
    return {
      clause: report.clause.id,
      level: report.clause.level,
      title: report.title,
      source: report.source.location,
      ...(report.expected !== undefined && { expected: report.expected }),
      ...(report.received && { received: report.received.summary }),
      message: renderJudgement(report),
    };
  });
}

/** Creates a record as if a run had received only this exchange. */
function createRecord(contract: Contract, exchange: Exchange, results: readonly RecordedResult[]): RunRecord {
  return {
    ...createRecordHeader(contract),
    target: { name: 'observed', url: new URL('/', new URL(exchange.sent.url, 'http://localhost')).href },
    ...{ seed: 0, startedAt: '', durationMs: 0, requests: 0, complete: true, notes: [], operations: [] },
    ...{ totals: countVerdicts(results), results, counterexamples: [], exchanges: [exchange], arguments: [] },
  };
}
