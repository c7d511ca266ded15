import type { Behaviour } from '../pipeline.ts';

/** How a fault shows itself to the suite. */
export interface FaultTraits {
  /** The ids of the violated clauses, in which `*` stands for any text. */
  violates: readonly string[];
  /** Occurs in some responses only, at random or for specific values. */
  rare?: true;
  /** Does not fail a run: violates only SHOULD clauses, or a rule without a clause. */
  noticeOnly?: true;
  /** Found with `--robustness=full` only. */
  fullOnly?: true;
}

/** A fault in the table of its family. */
export type FaultDefinition = Behaviour & FaultTraits;

/** A deliberate violation of the contract: a realistic implementation error that tests the suite. */
export type Fault = FaultDefinition & { family: string };
