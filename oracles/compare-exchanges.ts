import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { Observation } from '../spec/clauses/verdict.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { compareHead } from './comparisons/compare-head.ts';
import { compareRejections } from './comparisons/compare-rejections.ts';
import { createFinding } from './create-finding.ts';

/**
 * Judges an operation's exchanges by the clauses for which several are needed. Each observation comes with the exchange
 * that shows it best.
 */
export const compareExchanges = (
  model: OperationModel,
  exchanges: readonly Exchange[],
): { exchange: Exchange; observation: Observation }[] =>
  [...compareRejections(model, exchanges), ...compareHead(model, exchanges)].map(
    ({ clause, failure, exchanges: compared }) => {
      const [exchange] = compared;
      if (!failure) return { exchange, observation: { clause } };
      const ids = compared.map(({ id }) => id);
      const finding = createFinding(clause, exchange, failure, ids);
      return { exchange, observation: { clause, finding } };
    },
  );
