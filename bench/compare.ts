import { execFileSync } from 'node:child_process';
import type { Measure } from './measure.ts';
import type { Results } from './results.ts';

/** How far a ratio may move between two runs on one machine before it is a regression. */
const tolerance = 0.2;

/** The results that were committed last. @throws {Error} where there are none. */
export function committedResults(): Results {
  return JSON.parse(execFileSync('git', ['show', 'HEAD:bench/results.json'], { encoding: 'utf8' }));
}

/** What was, and whether it is a regression now. Absolute numbers are compared only where the machine is the same. */
export interface Comparison {
  measure: Measure;
  before: number | undefined;
  /** By how much it is better, as a share of what was. */
  change: number | undefined;
  regressed: boolean;
}

export function compareWith(now: Results, before: Results): Comparison[] {
  const known = new Map(before.measures.map(({ name, value }) => [name, value]));
  const sameMachine = now.machine === before.machine && now.node === before.node;
  return now.measures.map((measure) => {
    const was = known.get(measure.name);
    if (typeof was !== 'number' || was === 0 || !(measure.isRatio || sameMachine))
      return { measure, before: was, change: undefined, regressed: false };
    const growth = (measure.value - was) / was;
    const change = measure.better === 'more' ? growth : -growth;
    return { measure, before: was, change, regressed: measure.isRatio && change < -tolerance };
  });
}
