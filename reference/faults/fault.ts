import type { Behaviour } from '../pipeline.ts';

/** The properties of a fault that the tests of the suite's strength need. */
export interface FaultTraits {
  /** The ids of the violated clauses. `*` matches any text. */
  violates: readonly string[];
  /** True if the fault affects only some responses: at random, or for specific values. */
  rare?: true;
  /** True if the fault does not fail a run: it violates only SHOULD clauses, or a rule without a clause. */
  noticeOnly?: true;
  /** The version of the API that the run must select. By default, the run selects none. */
  apiVersion?: string;
  /** Operations without whose requests nothing shows the fault, apart from those of the violated clauses. */
  needsOperations?: readonly string[];
  /** True if the fault is found only with `--robustness=full`. */
  fullOnly?: true;
}

/** A fault in the table of its family. */
export type FaultDefinition = Behaviour & FaultTraits;

/** A deliberate violation of the contract: a realistic implementation error that tests the suite. */
export type Fault = FaultDefinition & { family: string };
