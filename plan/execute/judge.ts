import { judgeExchange } from '../../oracles/judge-exchange.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { getTargetState, type PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { judgeSuiteRules } from './judge-suite-rules.ts';

/** Judges one exchange by the clauses of its operation and by the rules of the suite. */
export const judge = (context: PlanContext, exchange: Exchange): Observation[] => [
  ...(exchange.case.suiteOnly ? [] : judgeByContract(context, exchange)),
  ...judgeSuiteRules(context, exchange),
];

const judgeByContract = (context: PlanContext, exchange: Exchange): Observation[] =>
  ifSupported(
    () => judgeExchange(context.model, exchange, getTargetState(context)),
    () => [], // the schema is unsupported: its clauses stay unverified
  );
