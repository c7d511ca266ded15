import type { FaultTraits } from '../../faults/fault.ts';
import type { Behaviour } from '../pipeline.ts';

/** A fault in the table of its family. `violates` has clause patterns, in which `*` matches any text. */
export type FaultDefinition = Behaviour & FaultTraits;

/** A deliberate violation of the document: a realistic implementation error that tests the suite. */
export type Fault = FaultDefinition & { family: string };
