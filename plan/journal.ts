import { finding as findingOf, judge } from '../oracles/judge.ts';
import type { Exchange } from '../spec/message.ts';
import type { Finding, Observation } from '../spec/verdict.ts';
import type { PlanContext } from './context.ts';
import type { Ledger } from './ledger.ts';

/** Judges exchanges as they come, and keeps those that reports and comparisons need. */
export interface Journal {
  /** Takes an exchange, in the order of the plan; returns findings against clauses that had none. */
  take(exchange: Exchange): Finding[];
  /** Judges what needs several exchanges. */
  compare(): void;
  kept(): readonly Exchange[];
  /** How many exchanges got no answer although others did. */
  unanswered(): number;
}

/** More than any plan has; of longer runs the first so many, and those with new findings. */
const most = 1500;

/** A journal over the operations of a run. What is learnt of a target goes into the contexts, in the order of the plan. */
export function createJournal(contexts: ReadonlyMap<string, PlanContext>, ledger: Ledger): Journal {
  const kept: Exchange[] = [];
  let unanswered = 0;
  return {
    take(exchange) {
      const context = contexts.get(exchange.case.operation);
      if (!context) return [];
      if (exchange.failure && !exchange.failure.answered && exchange.failure.kind !== 'aborted')
        unanswered += 1;
      learn(context, exchange);
      const fresh = ledger.record(exchange.id, [
        ...judge(context.subject, exchange, context.suiteContext.proven),
        ...judgeMeaning(context, exchange),
      ]);
      if (kept.length < most || fresh.length > 0) kept.push(exchange);
      return fresh;
    },
    compare() {
      for (const context of contexts.values()) {
        const own = kept.filter((exchange) => exchange.case.operation === context.subject.operation.id);
        for (const { exchange, observation } of compared(context, own))
          ledger.record(exchange, [observation]);
      }
    },
    kept: () => kept,
    unanswered: () => unanswered,
  };
}

function learn(context: PlanContext, exchange: Exchange): void {
  const { response, case: sent } = exchange;
  if (sent.request.credentials === 'access' && response && response.status < 300)
    context.suiteContext.proven = true;
  if (context.suite) Object.assign(context.suiteContext, context.suite.learn(exchange, context.suiteContext));
}

const idOf = ({ subject }: PlanContext, name: string): string => `${subject.operation.id}/${name}`;

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
): { exchange: number; observation: Observation }[] {
  return (context.suite?.rules ?? []).flatMap(({ name, compare }) => {
    const outcome = compare?.(exchanges, context.suiteContext);
    if (outcome === undefined) return [];
    const clause = idOf(context, name);
    if (outcome === 'holds') return [{ exchange: exchanges[0]?.id ?? 0, observation: { clause } }];
    const { exchanges: ids, ...wrong } = outcome;
    const first = exchanges.find(({ id }) => id === ids[0]);
    if (!first) return [];
    return [
      {
        exchange: first.id,
        observation: { clause, finding: { ...findingOf(clause, first, wrong), exchanges: ids } },
      },
    ];
  });
}
