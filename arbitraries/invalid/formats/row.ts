/** One production of a format's grammar, broken. */
export interface FormatViolation {
  /** What was done: `no scheme`. */
  kind: string;
  /** What is wrong with the value: "lacks its scheme". */
  says: string;
  /** The same value, wrong; undefined where this one has nothing to break. */
  of(value: string): string | undefined;
  /** Where servers may fairly repair or overlook it. */
  level?: 'SHOULD';
}

type Row = [kind: string, says: string, of: (value: string) => string | undefined];

/** What no sane server accepts. */
export const must = (rows: readonly Row[]): FormatViolation[] =>
  rows.map(([kind, says, of]) => ({ kind, says, of }));

/** What servers may fairly be lenient about. */
export const should = (rows: readonly Row[]): FormatViolation[] =>
  must(rows).map((row) => ({ ...row, level: 'SHOULD' }));

/** The text with the first match replaced; undefined where nothing matches. */
export const swap = (value: string, pattern: RegExp, by: string): string | undefined =>
  pattern.test(value) ? value.replace(pattern, by) : undefined;

/** Of every format. */
export const anyText: FormatViolation[] = [
  ...must([
    ['empty', 'is empty', () => ''],
    ['a word', 'is a mere word', () => 'invalid'],
  ]),
  ...should([
    ['blank before', 'begins with a blank', (value) => ` ${value}`],
    ['blank after', 'ends with a blank', (value) => `${value} `],
    ['line feed after', 'ends with a line feed', (value) => `${value}\n`],
    ['NUL after', 'ends with a NUL', (value) => `${value}\u0000`],
  ]),
];
