import { createRecordingJudge, type JudgedExchange } from '../oracles/recording/judge-recording.ts';
import { findShownExchange } from '../oracles/resources/judge-scenario.ts';
import type { OperationCoverage } from '../spec/clauses/operation-coverage.ts';
import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { ClauseResult, Observation } from '../spec/clauses/verdict.ts';
import type { Contract, Operation, Server } from '../spec/openapi/contract.ts';
import type { Exchange, RecordedExchange } from '../spec/openapi/exchange.ts';
import { findHeader } from '../spec/openapi/request.ts';
import type { Suite } from '../suites/suite.ts';
import { compareBySuiteRules, judgeSuiteRules, type SuiteRulesContext } from './execute/judge-suite-rules.ts';
import { judgeOwnRules } from './judge-own-rules.ts';
import { judgeRecordedScenarios } from './scenarios/judge-recorded-scenarios.ts';
import { createTestedOperation, type Knowledge, listClauses } from './suite-clauses.ts';
import { createCoverageCounter } from './traffic-coverage.ts';
import { createTrafficRecorder, type TrafficFinding } from './traffic-recorder.ts';
import { createClauseResults } from './verdicts/clause-results.ts';
import { judgeContract } from './verdicts/judge-contract.ts';

/** The operations by which exchanges are judged. */
export interface TrafficInput extends Knowledge {
  contract: Contract;
  operations: readonly Operation[];
  /** The servers whose base paths the requests may have. */
  servers: readonly Server[];
  /** False for recordings from which the credentials were removed, so that a request without them shows nothing. */
  showsCredentials: boolean;
  /** Maximum number of exchanges to keep for the reports; after it, only those with new findings are kept. */
  maxExchanges: number;
}

/** The verdict of every clause by recorded exchanges or deliveries. */
export interface TrafficJudgement {
  results: ClauseResult[];
  /** The kept exchanges of the operations. */
  exchanges: Exchange[];
  /** The operations or webhooks with exchanges. */
  operations: OperationCoverage[];
  coverage: TrafficCoverage;
}

/** Judges exchanges as they arrive, without sending anything. */
export interface TrafficJudge {
  /** Judges an exchange. Returns the first finding of each clause and cause. */
  add(exchange: RecordedExchange): TrafficFinding[];
  /**
   * Returns the verdicts. Clauses that no exchange shows are unverified. The rules of suites apply only to exchanges that
   * this suite has recorded.
   */
  finish(): TrafficJudgement;
}

/**
 * Judges all exchanges of a recording. A recording without any credentials shows nothing about missing ones: browsers
 * remove them when they export a file.
 */
export function judgeTraffic(
  input: Omit<TrafficInput, 'showsCredentials' | 'maxExchanges'>,
  exchanges: readonly RecordedExchange[],
): TrafficJudgement {
  const showsCredentials = exchanges.some(({ sent }) =>
    ['authorization', 'cookie'].some((name) => findHeader(sent.headers, name)),
  );
  const judge = createTrafficJudge({ ...input, showsCredentials, maxExchanges: exchanges.length });
  for (const exchange of exchanges) judge.add(exchange);
  return judge.finish();
}

export function createTrafficJudge(input: TrafficInput): TrafficJudge {
  const { contract, operations, servers, showsCredentials, maxExchanges } = input;
  const tested = operations.map((operation) => createTestedOperation(contract, operation, input, false));
  const ownRules = new Map(tested.map(({ model, ownRules: rules }) => [model.operation.id, rules]));
  const models = tested.map(({ model }) => model);
  const clauses = listClauses(contract, tested);
  const clauseResults = createClauseResults(clauses);
  judgeContract(contract, clauseResults);
  const recordingJudge = createRecordingJudge({ models, servers, showsCredentials });
  const coverage = createCoverageCounter(models);
  const counts = new Map<string, Counts>();
  const suiteContexts = new Map(
    tested.flatMap(({ model, suite }) =>
      suite ? [[model.operation.id, createSuiteContext(model, suite)]] : [],
    ),
  );
  // Other programs may have replaced tokens and ids, which the rules of suites compare.
  const originals = new Set<number>();
  const recorder = createTrafficRecorder(clauses, clauseResults, maxExchanges);
  const record = (judged: readonly JudgedExchange[]): TrafficFinding[] =>
    judged.flatMap(({ exchange, observations }) => {
      const { operation } = exchange.case;
      const context = suiteContexts.get(operation);
      coverage.add(exchange);
      counts.set(operation, addToCounts(counts.get(operation), exchange));
      const byRules = exchange.case.suiteOnly ? [] : judgeOwnRules(ownRules.get(operation) ?? [], exchange);
      const ofSuite = context && originals.has(exchange.id) ? judgeBySuite(context, exchange) : [];
      const all = [...observations, ...byRules, ...ofSuite];
      return recorder.record(operation, exchange, all);
    });
  return {
    add(exchange) {
      if (exchange.isOriginal) originals.add(exchange.id);
      const judged = recordingJudge.add(exchange);
      if (!judged) coverage.addUnmatched(exchange);
      return record(judged ?? []);
    },
    finish() {
      record(recordingJudge.finish());
      const comparable = recorder.listExchanges().filter(({ id }) => originals.has(id));
      for (const [id, context] of suiteContexts) {
        const own = comparable.filter((exchange) => exchange.case.operation === id);
        for (const { exchange, observation } of compareBySuiteRules(context, own))
          clauseResults.record(id, exchange.id, [observation]);
      }
      for (const scenario of judgeRecordedScenarios(tested, comparable)) {
        const shown = findShownExchange(scenario);
        if (shown) clauseResults.record(scenario.operation, shown.id, [scenario.observation]);
      }
      const results = clauseResults.list(({ operation }) => ({
        reason: coverage.isUsed(operation)
          ? 'no recorded exchange shows it'
          : 'its operation has no recorded exchange',
      }));
      return {
        results,
        exchanges: recorder.listExchanges(),
        operations: [...counts].flatMap(([id, each]) =>
          coverage.isUsed(id) ? [createOperationCoverage(id, each)] : [],
        ),
        coverage: coverage.summarize(results),
      };
    },
  };
}

/** A recording has no fixtures, so that rules which need them are not judged. */
const createSuiteContext = (model: OperationModel, suite: Suite): SuiteRulesContext => ({
  ...{ model, suite, ownRules: [] }, // those of the user are judged for every exchange
  suiteContext: {
    fixtures: {},
    unknownIds: { uuid: '', text: '' },
    credentialsAccepted: false,
    listedCustomers: new Map(),
    getTokenPrefix: () => undefined,
  },
});

/** Judges an exchange by the rules of the suite, and updates what the next exchanges are judged by. */
function judgeBySuite(context: SuiteRulesContext, exchange: Exchange): Observation[] {
  const { suite, suiteContext } = context;
  if (suite) Object.assign(suiteContext, suite.updateContext(exchange, suiteContext));
  return judgeSuiteRules(context, exchange);
}

interface Counts {
  /** Valid requests with a response. */
  tries: number;
  hasSuccess: boolean;
}

const addToCounts = (
  { tries, hasSuccess }: Counts = { tries: 0, hasSuccess: false },
  { response, case: { kind } }: Exchange,
): Counts => ({
  tries: tries + Number(response !== undefined && kind === 'valid'),
  hasSuccess: hasSuccess || (response !== undefined && response.status >= 200 && response.status < 300),
});

const createOperationCoverage = (operation: string, { tries, hasSuccess }: Counts): OperationCoverage => ({
  operation,
  tries,
  ...(!hasSuccess && { obstacle: { reason: 'no recorded exchange has a success response' } }),
});
