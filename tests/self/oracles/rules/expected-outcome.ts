import type { ExchangeSummary, Outcome } from '../exchange.ts';

/** The outcome of a clause for an exchange. */
export type ExpectedOutcome = readonly [
  clause: string,
  outcome: Outcome,
  description: string,
  exchange: ExchangeSummary,
];
