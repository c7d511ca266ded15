import { compareExchanges } from '../../oracles/compare-exchanges.ts';
import type { Finding, Observation } from '../../spec/clauses/verdict.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { PlanContext } from '../context.ts';
import { isTimeout, isUnavailable } from '../verdicts/availability.ts';
import type { ClauseResults } from '../verdicts/clause-results.ts';
import {
  addToOperationCounts,
  createOperationCounts,
  isAccepted,
  type OperationCounts,
} from '../verdicts/operation-counts.ts';
import { createBodyRetention } from './body-retention.ts';
import { judge } from './judge.ts';
import { compareBySuiteRules } from './judge-suite-rules.ts';
import { UNAVAILABLE_WEIGHT } from './limits.ts';

/** Judges exchanges as they arrive and keeps those that reports and comparisons need. */
export interface ExchangeRecorder {
  /** Records an exchange; call it in the order of the plan. Returns the first finding of each clause and cause. */
  record(exchange: Exchange): Finding[];
  /** Counts and keeps a response that means "later": it shows nothing yet, and `record` judges its repetition. */
  postpone(exchange: Exchange): void;
  /** Judges the rules that need several exchanges. */
  compareExchanges(): void;
  /** The kept exchanges, in order. */
  exchanges(): readonly Exchange[];
  counts(): Readonly<ExchangeCounts>;
  /** The answers of one operation. */
  operationCounts(operation: string): Readonly<OperationCounts>;
  /** Whether a response shows a violation of the clause, not merely its absence. */
  hasEvidence(clause: string): boolean;
}

interface ExchangeCounts {
  /** Exchanges with a usable response. */
  answered: number;
  /** Exchanges without response, or with 429 or 503, whose request got no other response later. */
  unavailable: number;
  /** Exchanges with 429 or 503 whose request was postponed. */
  postponed: number;
  /** Exchanges with 401 after the target had accepted the same credentials. */
  rejected: number;
  /** Failed exchanges since the last complete response; an unavailable one counts `UNAVAILABLE_WEIGHT`. */
  failureStreak: number;
}

/** Maximum number of kept exchanges, more than any plan has. After it, only exchanges with new findings are kept. */
const MAX_EXCHANGES = 1500;

/**
 * Creates a recorder for the operations of a run. It updates the contexts with what each exchange shows about the
 * target.
 * @param isLimited whether the rate of the operation is limited: a 429 to it shows nothing about the target
 */
export function createExchangeRecorder(
  contexts: ReadonlyMap<string, PlanContext>,
  results: ClauseResults,
  isLimited: (operation: string) => boolean = () => false,
): ExchangeRecorder {
  const kept: Exchange[] = [];
  const violated = new Set<string>();
  const operations = new Map([...contexts.keys()].map((id) => [id, createOperationCounts()]));
  const retainBody = createBodyRetention();
  const rejectsCredentials = createRejectionTest();
  const counts: ExchangeCounts = { answered: 0, unavailable: 0, postponed: 0, rejected: 0, failureStreak: 0 };
  const postponed = new Set<string>();
  const observe = (exchange: Exchange, observations: readonly Observation[]): Finding[] => {
    if (!isUnavailable(exchange))
      for (const { clause, finding } of observations) if (finding) violated.add(clause);
    return results.record(exchange.case.operation, exchange.id, observations);
  };
  const count = (context: PlanContext, exchange: Exchange): void => {
    const { suiteOnly } = exchange.case;
    const isRejection = !suiteOnly && rejectsCredentials(exchange, context.model.operation);
    const isOwnLimit = exchange.response?.status === 429 && isLimited(exchange.case.operation);
    if (!isOwnLimit) addToCounts(counts, exchange, context.suiteContext.credentialsAccepted && isRejection);
    const operationCounts = operations.get(exchange.case.operation);
    if (operationCounts && !suiteOnly)
      addToOperationCounts(operationCounts, context.model.operation, exchange);
  };
  return {
    record(exchange) {
      const context = contexts.get(exchange.case.operation);
      if (!context) return [];
      count(context, exchange);
      if (postponed.delete(exchange.case.id)) counts.unavailable -= 1; // the target was only busy, or is counted again
      updateContext(context, exchange);
      const findings = observe(exchange, judge(context, exchange));
      // an aborted exchange shows nothing, and its request may not have been sent
      const isAborted = exchange.failure?.kind === 'aborted';
      const isNeeded = findings.length > 0 || exchange.case.step !== undefined; // scenarios are judged at their end
      if (!isAborted && (kept.length < MAX_EXCHANGES || isNeeded)) kept.push(retainBody(exchange));
      return findings;
    },
    postpone(exchange) {
      const context = contexts.get(exchange.case.operation);
      if (!context) return;
      count(context, exchange);
      postponed.add(exchange.case.id);
      counts.postponed += 1;
      if (kept.length < MAX_EXCHANGES) kept.push(retainBody(exchange));
    },
    compareExchanges() {
      for (const context of contexts.values()) {
        const own = kept.filter((exchange) => exchange.case.operation === context.model.operation.id);
        const byContract = compareExchanges(context.model, own);
        for (const { exchange, observation } of [...byContract, ...compareBySuiteRules(context, own)])
          observe(exchange, [observation]);
      }
    },
    exchanges: () => kept,
    counts: () => counts,
    operationCounts: (operation) => operations.get(operation) ?? createOperationCounts(),
    hasEvidence: (clause) => violated.has(clause),
  };
}

function addToCounts(counts: ExchangeCounts, exchange: Exchange, isRejection: boolean): void {
  const { response, failure } = exchange;
  if (isRejection) counts.rejected += 1;
  const unavailable = isUnavailable(exchange);
  if (unavailable) counts.unavailable += 1;
  else if (response) counts.answered += 1;
  if (failure?.kind === 'aborted') return;
  const weight = unavailable || isTimeout(exchange) ? UNAVAILABLE_WEIGHT : Number(failure !== undefined);
  counts.failureStreak = weight === 0 ? 0 : counts.failureStreak + weight;
}

/** Maximum number of remembered accepted requests. Those accepted first are the most likely to be sent again. */
const MAX_ACCEPTED = 200;

/**
 * Number of 401 responses in a row, to requests of every kind, after which they are attributed to the credentials and
 * not to the message.
 */
const REJECTION_STREAK = 8;

/**
 * Creates a predicate: whether a 401 means that the right credentials were rejected. If the document lists 401, it may
 * instead mean wrong values in the message, for example of a login. In that case the request must have been accepted
 * before, or the 401 must be one of many in a row.
 */
function createRejectionTest(): (exchange: Exchange, operation: Operation) => boolean {
  const accepted = new Set<string>();
  const streaks = new Map<string, number>();
  return ({ response, case: { request } }, { id, responses }) => {
    if (!response || request.credentials !== 'access') return false;
    const streak = response.status === 401 ? (streaks.get(id) ?? 0) + 1 : 0;
    streaks.set(id, streak);
    if (!responses.some(({ status }) => status === '401')) return response.status === 401;
    const text = JSON.stringify(request);
    if (response.status < 300 && accepted.size < MAX_ACCEPTED) accepted.add(text);
    return (
      response.status === 401 && (accepted.has(text) || (accepted.size > 0 && streak >= REJECTION_STREAK))
    );
  };
}

/** Updates the context with what the exchange shows: accepted credentials, an accepted request, ids of resources. */
function updateContext(context: PlanContext, exchange: Exchange): void {
  const { suite, suiteContext, model, pool } = context;
  const { response, case: sent } = exchange;
  if (sent.kind === 'valid' && isAccepted(model.operation, exchange)) context.isSeedAccepted = true;
  if (sent.kind === 'valid') pool.collect(model.operation.path, exchange);
  if (sent.request.credentials === 'access' && response && response.status < 300)
    suiteContext.credentialsAccepted = true;
  if (suite) Object.assign(suiteContext, suite.updateContext(exchange, suiteContext));
}
