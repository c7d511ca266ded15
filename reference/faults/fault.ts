import type { Deviation } from '../stages.ts';

/** A realistic mistake of an implementation, built into the reference to test the suite. */
export interface Fault extends Deviation {
  family: FaultFamily;
  /** The clauses it violates, by id. */
  violates: readonly string[];
  /** Shows only now and then, or only for some values. */
  rare?: true;
}

export type FaultFamily =
  | 'too lax'
  | 'too strict'
  | 'response shape'
  | 'types'
  | 'formats'
  | 'nullability'
  | 'enums'
  | 'discriminator'
  | 'tuples'
  | 'metadata'
  | 'status'
  | 'media type'
  | 'headers'
  | '422 structure'
  | 'loc'
  | 'authentication'
  | 'scope'
  | 'isolation'
  | 'semantics'
  | 'protocol'
  | 'robustness';
