import { execFileSync } from 'node:child_process';
import type { Measure } from './measure.ts';
import type { Results } from './results.ts';

/** A ratio counts as regressed if it is worse by more than this fraction of its previous value. */
const tolerance = 0.2;

/**
 * Reads the results of the last commit.
 * @throws {Error} if the commit has no results
 */
export function readCommittedResults(): Results {
  return JSON.parse(execFileSync('git', ['show', 'HEAD:bench/results.json'], { encoding: 'utf8' }));
}

/** A measure and its previous value. */
export interface Comparison {
  measure: Measure;
  /** Undefined if the measure is new. */
  before: number | undefined;
  /** The improvement as a fraction of the previous value; undefined if the values are not comparable. */
  change: number | undefined;
  regressed: boolean;
}

/** Compares measures by name. Absolute values are compared only if both runs used the same machine. */
export function compareResults(now: Results, before: Results): Comparison[] {
  const previousValues = new Map(before.measures.map(({ name, value }) => [name, value]));
  const sameMachine = now.machine === before.machine && now.node === before.node;
  return now.measures.map((measure) => {
    const previous = previousValues.get(measure.name);
    if (typeof previous !== 'number' || previous === 0 || !(measure.isRatio || sameMachine))
      return { measure, before: previous, change: undefined, regressed: false };
    const growth = (measure.value - previous) / previous;
    const change = measure.better === 'more' ? growth : -growth;
    return { measure, before: previous, change, regressed: measure.isRatio && change < -tolerance };
  });
}
