import { existsSync, writeFileSync } from 'node:fs';
import { UsageError } from '../http/usage-error.ts';
import { formatLocation, type KnownFailure } from '../plan/verdicts/known-failures.ts';
import { toPrintable } from '../reporters/printable.ts';
import type { RecordedResult, RunRecord } from '../reporters/record.ts';
import { formatSource } from '../reporters/record-queries.ts';
import { ContractError } from '../spec/document/contract-error.ts';
import { parseDocument } from '../spec/document/parse-document.ts';
import { readText, toDisplayPath } from '../spec/document/read-text.ts';
import { findSourceLine, type SourceMap } from '../spec/document/source-map.ts';
import { escapeRegExp } from '../spec/escape-reg-exp.ts';
import { isObject, type Json, joinPointer } from '../spec/json.ts';
import { didYouMean } from './suggest.ts';

/** The fields of an entry. All except `place` are required. */
const fields: readonly (keyof KnownFailure)[] = ['clause', 'place', 'reason', 'expires'];

/** How long drafted entries are valid. */
const validDays = 90;

/**
 * Reads the file of `--deviations`: a YAML list of known failures. Without a path the list is empty.
 * @throws UsageError with the file and line of the mistake.
 */
export function readKnownFailures(path: string | undefined): KnownFailure[] {
  if (path === undefined) return [];
  const map: SourceMap = new WeakMap();
  const start = { file: toDisplayPath(path), line: 1 };
  const value = parseFile(path, start.file, map);
  const findLine = (...steps: (string | number)[]) =>
    findSourceLine(map, value, start, joinPointer('#', ...steps));
  const reject = (problem: string, ...steps: (string | number)[]): never => {
    throw new UsageError(`${start.file}:${findLine(...steps).line} ${problem}`);
  };
  if (value === null) return [];
  if (!Array.isArray(value))
    return reject('must be a list of entries: `- clause: …`, `reason: …`, `expires: 2027-01-31`');
  return value.map((entry, index) => ({
    ...parseEntry(entry, (problem, ...steps) => reject(problem, index, ...steps)),
    source: findLine(index),
  }));
}

function parseFile(path: string, file: string, map: SourceMap): Json {
  try {
    return parseDocument(readText(path), file, map);
  } catch (cause) {
    if (cause instanceof ContractError)
      throw new UsageError(`--deviations: the file cannot be used: ${cause.message}`, { cause });
    throw cause;
  }
}

function parseEntry(
  entry: Json,
  reject: (problem: string, ...steps: string[]) => never,
): Omit<KnownFailure, 'source'> {
  if (!isObject(entry)) return reject('must be an entry with clause, reason and expires');
  for (const [name, value] of Object.entries(entry)) {
    if (!(fields as readonly string[]).includes(name))
      return reject(
        `has the unknown field \`${name.slice(0, 80)}\`.${didYouMean(name, fields)} Fields: ${fields.join(', ')}.`,
        name,
      );
    if (typeof value !== 'string' || value === '')
      return reject(`\`${name}\` must be a string. Put it in quotes.`, name);
  }
  // the loop above has checked the names and types
  const { clause, place, reason, expires } = entry as Record<string, string>;
  if (clause === undefined || reason === undefined || expires === undefined)
    return reject(
      `lacks ${fields.filter((name) => name !== 'place' && entry[name] === undefined).join(' and ')}`,
    );
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires)))
    return reject('`expires` must be a date such as 2027-01-31', 'expires');
  if (place !== undefined && !isPattern(place))
    return reject(
      '`place` is not a valid regular expression. Escape special characters with a backslash.',
      'place',
    );
  return { clause, reason, expires, ...(place !== undefined && { place }) };
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false;
  }
}

/**
 * Rejects a file that exists, because the reasons in it would be lost.
 * @throws UsageError
 */
export function rejectOverwriting(path: string | undefined): void {
  if (path !== undefined && existsSync(path))
    throw new UsageError(`--write-deviations: ${path} already exists. Move it, or choose another name.`);
}

/** Writes the failed clauses of a run as known failures; with `strict`, also the noticed ones. Returns their number. */
export function writeKnownFailures(path: string, record: RunRecord, strict: boolean): number {
  const results = record.results.filter(
    ({ verdict, clause }) =>
      clause.operation !== '' && (verdict === 'failed' || (strict && verdict === 'noticed')),
  );
  const expires = formatDay(Date.now() + validDays * 86_400_000);
  const header = [
    `# Known failures of ${toPrintable(record.target.name, 200)}, drafted on ${formatDay(Date.now())} with seed ${record.seed}.`,
    '# Clauses are waived until they expire. An entry whose clause passes again fails the run. Give each a reason.',
  ];
  const entries = results.map((result) => formatEntry(record, result, expires));
  writeFileSync(path, `${[...header, ...(entries.length > 0 ? entries : ['[]'])].join('\n')}\n`);
  return results.length;
}

function formatEntry(record: RunRecord, result: RecordedResult, expires: string): string {
  const [place, other] = [...new Set(result.findings.map(formatLocation))];
  const hasOnePlace = place !== undefined && other === undefined;
  return [
    `# ${result.clause.level}: ${toPrintable(result.clause.description, 300)} (${formatSource(record, result)})`,
    `- clause: ${JSON.stringify(result.clause.id)}`,
    ...(hasOnePlace ? [`  place: ${JSON.stringify(`${escapeRegExp(place)}$`)}`] : []),
    '  reason: TODO',
    `  expires: ${expires}`,
  ].join('\n');
}

/** The UTC date of a timestamp: `2027-01-31`. */
export const formatDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
