import type { Deviation } from './stages.ts';

/** Other conformant behaviour: none of it may fail a run. */
export const variants: readonly Deviation[] = [];
