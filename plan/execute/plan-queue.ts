import type { Case } from '../../spec/openapi/case.ts';

/** The planned cases of a run, in the order of sending. */
export interface PlanQueue {
  readonly cases: readonly Case[];
  add(cases: readonly Case[]): void;
  /** Declares that no more cases will be added. */
  complete(): void;
  isComplete(): boolean;
  /** The next cases, at most `count`. A case counts as taken when the following one is requested. */
  take(count: number): Generator<Case>;
  countLeft(): number;
}

export function createPlanQueue(): PlanQueue {
  const cases: Case[] = [];
  let isComplete = false;
  let taken = 0;
  return {
    cases,
    add: (added) => {
      cases.push(...added);
    },
    complete: () => {
      isComplete = true;
    },
    isComplete: () => isComplete,
    *take(count) {
      const end = Math.min(taken + count, cases.length);
      for (; taken < end; taken += 1) yield* cases.slice(taken, taken + 1);
    },
    countLeft: () => cases.length - taken,
  };
}
