import type { Exchange } from '../spec/openapi/exchange.ts';
import type { SeedMessage } from '../suites/suite.ts';

/** How the search for an accepted request of an operation ended. */
export interface AcceptanceSearch {
  /** Number of requests sent. */
  tries: number;
  /** The accepted messages, the smallest first. */
  accepted: readonly SeedMessage[];
  /** Whether the target refused an accepted request when it was sent again: some of its values must be unique. */
  needsUniqueValues: boolean;
  /** The last response that was no success. */
  lastRefusal?: Exchange;
}
