import type { Exchange } from '../spec/openapi/exchange.ts';
import type { SeedMessage } from '../suites/suite.ts';

/** The result of the search for a request of an operation that the target accepts. */
export interface AcceptanceSearch {
  /** Number of requests sent. */
  tries: number;
  /** The accepted messages, the smallest first. */
  accepted: readonly SeedMessage[];
  /** Whether the target rejected an accepted request when it was sent again: some of its values must be unique. */
  needsUniqueValues: boolean;
  /** The last response that was no success. */
  lastRejection?: Exchange;
}
