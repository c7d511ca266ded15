import type { Machine } from './machine.ts';
import type { Measure } from './measure.ts';

/** Everything that one run of the bench has measured. */
export interface Results extends Machine {
  measures: readonly Measure[];
}
