import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Failure } from '../check-context.ts';

/** What several exchanges show about a clause, which none of them shows alone. */
export interface ComparisonResult {
  clause: string;
  /** Absent if the clause passes. */
  failure?: Failure;
  /** The exchanges that show it, the most relevant first. */
  exchanges: readonly [Exchange, ...Exchange[]];
}
