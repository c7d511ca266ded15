/** A mutator that violates one rule of a format's grammar. */
export interface FormatMutator {
  /** The change in a few words: `no scheme`. Permanent, because it is part of case ids. */
  kind: string;
  /** What is wrong with the new value, as a predicate: "lacks its scheme". */
  problem: string;
  /** Returns the invalid value; undefined if the value does not contain what the mutator changes. */
  mutate(value: string): string | undefined;
  /** Set if servers may reasonably accept or repair the value. */
  level?: 'SHOULD';
}

type Row = [kind: string, problem: string, mutate: FormatMutator['mutate']];

/** Creates mutators whose results every server has to reject. */
export const must = (rows: readonly Row[]): FormatMutator[] =>
  rows.map(([kind, problem, mutate]) => ({ kind, problem, mutate }));

/** Creates mutators whose results a server may reasonably accept or repair. */
export const should = (rows: readonly Row[]): FormatMutator[] =>
  must(rows).map((mutator) => ({ ...mutator, level: 'SHOULD' }));

/** Returns the text with the first match replaced; undefined if nothing matches. */
export const replace = (value: string, pattern: RegExp, by: string): string | undefined =>
  pattern.test(value) ? value.replace(pattern, by) : undefined;

/** Mutators that apply to all formats. */
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
