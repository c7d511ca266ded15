import { createFinding, toObservations } from '../../oracles/create-finding.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { PlanContext } from '../context.ts';
import { judgeOwnRules } from '../judge-own-rules.ts';

/** The rules of an operation beside those of its document, and what they may use. */
export type SuiteRulesContext = Pick<PlanContext, 'model' | 'suite' | 'suiteContext' | 'ownRules'>;

const clauseId = ({ model }: SuiteRulesContext, name: string): string => `${model.operation.id}/${name}`;

/**
 * Judges one exchange by the rules of the operation's suite, and by those of the user, which know only the operation's
 * own requests.
 */
export function judgeSuiteRules(context: SuiteRulesContext, exchange: Exchange): Observation[] {
  const observations = (context.suite?.rules ?? []).flatMap((rule) => {
    const result = rule.judge?.(exchange, context.suiteContext);
    return result === undefined ? [] : toObservations(clauseId(context, rule.name), exchange, result);
  });
  if (exchange.case.suiteOnly) return observations;
  return [...observations, ...judgeOwnRules(context.ownRules, exchange)];
}

/**
 * Judges exchanges by the rules that compare several of them. Each observation comes with the exchange that shows it
 * best.
 */
export function compareBySuiteRules(
  context: SuiteRulesContext,
  exchanges: readonly Exchange[],
): { exchange: Exchange; observation: Observation }[] {
  return (context.suite?.rules ?? []).flatMap((rule) => {
    const result = rule.compare?.(exchanges, context.suiteContext);
    if (result === undefined) return [];
    const clause = clauseId(context, rule.name);
    if (result === 'pass')
      return exchanges.slice(0, 1).map((exchange) => ({ exchange, observation: { clause } }));
    const { exchanges: ids, ...failure } = result;
    const exchange = exchanges.find(({ id }) => id === ids[0]);
    if (!exchange) return [];
    const finding = createFinding(clause, exchange, failure, ids);
    return [{ exchange, observation: { clause, finding } }];
  });
}
