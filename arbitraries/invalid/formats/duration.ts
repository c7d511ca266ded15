import { type FormatMutator, must, replace, should } from './format-mutator.ts';

/** RFC 3339 appendix A. */
export const duration: FormatMutator[] = [
  ...must([
    ['no P', 'lacks its P', (value) => replace(value, /^P/, '')],
    ['P alone', 'has no components', () => 'P'],
    ['unknown unit', 'has an unknown unit', () => 'P1X'],
    ['letter for a number', 'has a component without a number', () => 'PxD'],
  ]),
  ...should([
    ['T alone', 'has a T without a time component', () => 'P1DT'],
    ['weeks and days', 'combines weeks with days', () => 'P1W2D'],
    ['order', 'has its components in the wrong order', () => 'P1D1Y'],
    ['fraction', 'has a fraction', () => 'PT1.5S'],
    ['negative', 'is negative', (value) => `-${value}`],
    ['left out', 'skips a unit between two others', () => 'P1Y2D'],
  ]),
];
