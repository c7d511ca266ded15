import { isOtherOperation } from '../oracles/check-context.ts';
import { createFinding } from '../oracles/create-finding.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { OwnRule } from '../suites/suite.ts';
import { isUnavailable } from './verdicts/availability.ts';

/** Judges one exchange by the rules of the user. A rule that throws is an error of the rule, not of the target. */
export function judgeOwnRules(rules: readonly OwnRule[], exchange: Exchange): Observation[] {
  const { response } = exchange;
  if (!response || isUnavailable(exchange) || isOtherOperation(exchange.case)) return [];
  return rules.flatMap((rule): Observation[] => {
    const clause = `${exchange.case.operation}/${rule.name}`;
    try {
      const result = rule.judge(exchange, response);
      if (result === undefined) return [];
      if (result === 'pass') return [{ clause }];
      const failure = { location: 'body', expected: rule.description, received: { words: result } } as const;
      const finding = createFinding(clause, exchange, failure);
      return [{ clause, finding: { ...finding, cause: `${response.status} ${rule.name}` } }];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return [{ clause, error: `the rule failed, not the target: ${message}` }];
    }
  });
}
