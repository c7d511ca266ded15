import { finding as findingOf, judge } from '../../oracles/judge.ts';
import type { Finding, Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { PlanContext } from '../context.ts';
import { unless } from '../if-supported.ts';
import { createRoom } from './body-retention.ts';
import type { Ledger } from './clause-results.ts';

/** Judges exchanges as they come, and keeps those that reports and comparisons need. */
export interface Journal {
  /** Takes an exchange, in the order of the plan; returns findings against clauses that had none. */
  take(exchange: Exchange): Finding[];
  /** Judges what needs several exchanges. */
  compare(): void;
  kept(): readonly Exchange[];
  /**
   * How many got an answer that could be read, and how many none; of how many the token was refused that was taken before; how
   * many in a row were not whole, silent ones sixfold.
   */
  counts(): Readonly<{ answered: number; unanswered: number; denied: number; inARow: number }>;
  /** Whether an answer speaks against the clause, not only that none came. */
  isWitnessed(clause: string): boolean;
}

/** As much as so many answers that are broken. */
export const silence = 6;

/** More than any plan has; of longer runs the first so many, and those with new findings. */
const most = 1500;

/** No answer at all, or one that says that none is to be had now: after retries, that is no word on the contract. */
export const isUnanswered = ({ response, failure }: Exchange): boolean =>
  response
    ? response.status === 503 || response.status === 429
    : failure?.answered === false && failure.kind !== 'aborted';

/** Waited for until the time limit, whether or not something had come by then. */
export const isLate = ({ failure }: Exchange): boolean => failure?.kind.endsWith('timeout') ?? false;

/** A journal over the operations of a run. What is learnt of a target goes into the contexts, in the order of the plan. */
export function createJournal(contexts: ReadonlyMap<string, PlanContext>, ledger: Ledger): Journal {
  const kept: Exchange[] = [];
  const witnessed = new Set<string>();
  const room = createRoom();
  const counts = { answered: 0, unanswered: 0, denied: 0, inARow: 0 };
  const count = (exchange: Exchange, { suiteContext }: PlanContext): void => {
    if (
      suiteContext.credentialsAccepted &&
      exchange.response?.status === 401 &&
      exchange.case.request.credentials === 'access'
    )
      counts.denied += 1;
    const silent = isUnanswered(exchange);
    if (silent) counts.unanswered += 1;
    else if (exchange.response) counts.answered += 1;
    if (exchange.failure?.kind === 'aborted') return;
    const lost = silent || isLate(exchange) ? silence : Number(exchange.failure !== undefined);
    counts.inARow = lost === 0 ? 0 : counts.inARow + lost;
  };
  const record = (exchange: Exchange, observations: readonly Observation[]): Finding[] => {
    if (!isUnanswered(exchange))
      for (const { clause, finding } of observations) if (finding) witnessed.add(clause);
    return ledger.record(exchange.case.operation, exchange.id, observations);
  };
  return {
    take(exchange) {
      const context = contexts.get(exchange.case.operation);
      if (!context) return [];
      count(exchange, context);
      learn(context, exchange);
      const fresh = record(exchange, [
        ...unless(
          () => judge(context.model, exchange, context.suiteContext.credentialsAccepted),
          () => [], // its clauses stay unverified
        ),
        ...judgeMeaning(context, exchange),
      ]);
      if (kept.length < most || fresh.length > 0) kept.push(room(exchange));
      return fresh;
    },
    compare() {
      for (const context of contexts.values()) {
        if (!context.suite) continue;
        const own = kept.filter((exchange) => exchange.case.operation === context.model.operation.id);
        for (const { exchange, observation } of compared(context, own)) record(exchange, [observation]);
      }
    },
    kept: () => kept,
    counts: () => counts,
    isWitnessed: (clause) => witnessed.has(clause),
  };
}

function learn(context: PlanContext, exchange: Exchange): void {
  const { response, case: sent } = exchange;
  if (sent.request.credentials === 'access' && response && response.status < 300)
    context.suiteContext.credentialsAccepted = true;
  if (context.suite) Object.assign(context.suiteContext, context.suite.learn(exchange, context.suiteContext));
}

const idOf = ({ model }: PlanContext, name: string): string => `${model.operation.id}/${name}`;

function judgeMeaning(context: PlanContext, exchange: Exchange): Observation[] {
  return (context.suite?.rules ?? []).flatMap(({ name, judge: oracle }) => {
    const outcome = oracle?.(exchange, context.suiteContext);
    if (outcome === undefined) return [];
    const clause = idOf(context, name);
    return [outcome === 'holds' ? { clause } : { clause, finding: findingOf(clause, exchange, outcome) }];
  });
}

function compared(
  context: PlanContext,
  exchanges: readonly Exchange[],
): { exchange: Exchange; observation: Observation }[] {
  return (context.suite?.rules ?? []).flatMap(({ name, compare }) => {
    const outcome = compare?.(exchanges, context.suiteContext);
    if (outcome === undefined) return [];
    const clause = idOf(context, name);
    if (outcome === 'holds')
      return exchanges.slice(0, 1).map((exchange) => ({ exchange, observation: { clause } }));
    const { exchanges: ids, ...wrong } = outcome;
    const first = exchanges.find(({ id }) => id === ids[0]);
    if (!first) return [];
    return [
      {
        exchange: first,
        observation: { clause, finding: { ...findingOf(clause, first, wrong), exchanges: ids } },
      },
    ];
  });
}
