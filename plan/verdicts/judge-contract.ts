import type { Observation } from '../../spec/clauses/verdict.ts';
import { applyLintRule, lintRules } from '../../spec/document/lint-contract.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { ClauseResults } from './clause-results.ts';

/** Judges the document itself by the contract rules. Nothing is sent; a defect is reported with its line. */
export function judgeContract(contract: Contract, results: ClauseResults): void {
  for (const rule of lintRules) {
    const clause = `contract:${rule.name}`;
    const [defect] = applyLintRule(rule, contract);
    const finding = defect && {
      clause,
      exchanges: [],
      location: 'body' as const,
      expected: rule.description,
      received: { words: `${defect.source.file}:${defect.source.line} ${defect.description}` },
      cause: clause,
    };
    const observation: Observation = { clause, ...(finding && { finding }) };
    results.record('', 0, [observation]);
  }
}
