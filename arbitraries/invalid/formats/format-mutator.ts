/** A mutator that breaks one production of a format's grammar. */
export interface FormatMutator {
  /** What was done: `no scheme`. Permanent, as part of `Change.kind`. */
  kind: string;
  /** What is wrong with the new value, as a predicate: "lacks its scheme". */
  problem: string;
  /** Returns the broken value; undefined if the production does not occur in it. */
  mutate(value: string): string | undefined;
  /** Set if servers may reasonably accept or repair the value. */
  level?: 'SHOULD';
}

type Row = [kind: string, problem: string, mutate: FormatMutator['mutate']];

/** Values that every server has to reject. */
export const must = (rows: readonly Row[]): FormatMutator[] =>
  rows.map(([kind, problem, mutate]) => ({ kind, problem, mutate }));

/** Values that servers may reasonably accept or repair. */
export const should = (rows: readonly Row[]): FormatMutator[] =>
  must(rows).map((mutator) => ({ ...mutator, level: 'SHOULD' }));

/** Returns the text with the first match replaced; undefined if nothing matches. */
export const replace = (value: string, pattern: RegExp, by: string): string | undefined =>
  pattern.test(value) ? value.replace(pattern, by) : undefined;

/** Mutators for every format. */
export const anyFormat: FormatMutator[] = [
  ...must([
    ['empty', 'is empty', () => ''],
    ['a word', 'is a plain word', () => 'invalid'],
  ]),
  ...should([
    ['blank before', 'begins with a space', (value) => ` ${value}`],
    ['blank after', 'ends with a space', (value) => `${value} `],
    ['line feed after', 'ends with a line feed', (value) => `${value}\n`],
    ['NUL after', 'ends with a NUL', (value) => `${value}\u0000`],
  ]),
];
