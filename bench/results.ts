import type { Machine } from './machine.ts';
import type { Measure } from './measure.ts';

/** The results of one run of the bench, as written to `results.json`. */
export interface Results extends Machine {
  measures: readonly Measure[];
}
