import type { ExchangeSummary, Outcome } from '../exchange.ts';

/** A scene, and what an oracle says of it. */
export type Row = readonly [clause: string, word: Outcome, says: string, scene: ExchangeSummary];
