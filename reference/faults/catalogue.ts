import type { Fault } from './fault.ts';

/** Every fault the reference can be given. */
export const faults: readonly Fault[] = [];
