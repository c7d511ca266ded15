import type { Deviation } from '../pipeline.ts';

/** A row of a family's table. */
export interface Row extends Deviation {
  /** The clauses it violates, by id. */
  violates: readonly string[];
  /** Shows only now and then, or only for some values. */
  rare?: true;
  /** No run fails for it: it violates a SHOULD, or nothing that a clause speaks of. */
  notice?: true;
  /** Shows only where `--robustness=full` is asked for. */
  full?: true;
}

/** A realistic mistake of an implementation, built into the reference to test the suite. */
export interface Fault extends Row {
  family: string;
}
