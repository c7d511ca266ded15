import { existsSync, writeFileSync } from 'node:fs';
import { UsageError } from '../http/usage-error.ts';
import { type Deviation, placeOf, waive } from '../plan/execute/known-failures.ts';
import { counted, printable } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import { type Judged, sourceText, tally } from '../reporters/record-queries.ts';
import { rules } from '../spec/clauses/rules.ts';
import { ContractError } from '../spec/document/contract-error.ts';
import { parse } from '../spec/document/parse.ts';
import { printed, readText } from '../spec/document/read.ts';
import { locate, type SourceMap } from '../spec/document/source-map.ts';
import { isObject, type Json, joinPointer } from '../spec/json.ts';
import type { Options } from './options.ts';
import { didYouMean } from './suggest.ts';

/** The fields of an entry; only `place` may be left out. */
const fields: readonly (keyof Deviation)[] = ['clause', 'place', 'reason', 'expires'];

/**
 * Reads the file of `--deviations`: a YAML list of entries.
 * @throws UsageError that names the line.
 */
export function readDeviations(path: string | undefined): Deviation[] {
  if (path === undefined) return [];
  const map: SourceMap = new WeakMap();
  const start = { file: printed(path), line: 1 };
  const value = parsed(path, start.file, map);
  const lineOf = (...steps: (string | number)[]) => locate(map, value, start, joinPointer('#', ...steps));
  const refuse = (says: string, ...steps: (string | number)[]): never => {
    throw new UsageError(`${start.file}:${lineOf(...steps).line} ${says}`);
  };
  if (value === null) return [];
  if (!Array.isArray(value))
    return refuse('must be a list: `- clause: …`, `reason: …`, `expires: 2027-01-31`');
  return value.map((entry, index) => ({
    ...entryOf(entry, (says, ...steps) => refuse(says, index, ...steps)),
    source: lineOf(index),
  }));
}

function parsed(path: string, file: string, map: SourceMap): Json {
  try {
    return parse(readText(path), file, map);
  } catch (cause) {
    if (cause instanceof ContractError)
      throw new UsageError(`The deviations cannot be used: ${cause.message}`, { cause });
    throw cause;
  }
}

function entryOf(
  entry: Json,
  refuse: (says: string, ...steps: string[]) => never,
): Omit<Deviation, 'source'> {
  if (!isObject(entry)) return refuse('must be an entry with clause, reason and expires');
  for (const [name, value] of Object.entries(entry)) {
    if (!(fields as readonly string[]).includes(name))
      return refuse(`\`${name.slice(0, 80)}\` is no field of a deviation.${didYouMean(name, fields)}`, name);
    if (typeof value !== 'string' || value === '') return refuse(`\`${name}\` must be text`, name);
  }
  const { clause, place, reason, expires } = entry as Record<string, string>; // every value was looked at above
  if (clause === undefined || reason === undefined || expires === undefined)
    return refuse(
      `lacks ${fields.filter((name) => name !== 'place' && entry[name] === undefined).join(' and ')}`,
    );
  if (!/^\d{4}-\d\d-\d\d$/.test(expires) || Number.isNaN(Date.parse(expires)))
    return refuse('`expires` must be a day: 2027-01-31', 'expires');
  if (place !== undefined && !isPattern(place)) return refuse('`place` is no regular expression', 'place');
  return { clause, reason, expires, ...(place !== undefined && { place }) };
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text));
  } catch {
    return false; // that is the question
  }
}

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The record with known deviations waived. Those that are none any more fail the run, and are told. */
export function waived(record: RunRecord, deviations: readonly Deviation[], options: Options): RunRecord {
  if (deviations.length === 0) return record;
  const { judgements, stale } = waive(record.judgements, {
    deviations,
    today: day(Date.now()),
    settled: record.complete && record.problem === undefined && options.shard === undefined,
    isElsewhere: (clause) => isUnselected(clause, options),
  });
  const unexplained = deviations.filter(({ reason }) => reason === 'TODO').length;
  const todo =
    unexplained > 0 ? [`${counted(unexplained, 'known deviation')} without a reason: it says TODO`] : [];
  return {
    ...record,
    judgements,
    totals: tally(judgements),
    notes: [...record.notes, ...stale.map((one) => `known deviation ${one}`), ...todo],
  };
}

/** Whether a clause may be missing only because this run is about others. */
function isUnselected(clause: string, { testNamePattern, operation, robustness }: Options): boolean {
  if (testNamePattern !== undefined) return true;
  if (operation.length > 0 && !operation.some((id) => clause.startsWith(`${id}/`))) return true;
  const isFull = rules.some(({ name, full }) => full && clause.endsWith(`/${name}`));
  return isFull && robustness !== 'full';
}

/** @throws UsageError where the file is there already: its reasons would be lost. */
export function refuseOverwriting(path: string | undefined): void {
  if (path !== undefined && existsSync(path))
    throw new UsageError(
      `--write-deviations: ${path} is there already: move it away, or choose another name.`,
    );
}

const lastsDays = 90;

/** Drafts known deviations from what failed in a run; with `--strict` also from what was noticed. */
export function writeDeviations(path: string, record: RunRecord, strict: boolean): number {
  const told = record.judgements.filter(
    ({ verdict, clause }) =>
      clause.operation !== '' && (verdict === 'failed' || (strict && verdict === 'noticed')),
  );
  const expires = day(Date.now() + lastsDays * 86_400_000);
  const head = [
    `# Known deviations of ${printable(record.target.name, 200)}, drafted on ${day(Date.now())} with seed ${record.seed}.`,
    '# Their clauses are waived until they expire, and fail the run once they pass: give each a reason.',
  ];
  const entries = told.map((judged) => draft(record, judged, expires));
  writeFileSync(path, `${[...head, ...(entries.length > 0 ? entries : ['[]'])].join('\n')}\n`);
  return told.length;
}

function draft(record: RunRecord, judged: Judged, expires: string): string {
  const [place, other] = [...new Set(judged.findings.map(placeOf))];
  const only = place !== undefined && other === undefined;
  return [
    `# ${judged.clause.level}: ${printable(judged.clause.description, 300)} (${sourceText(record, judged)})`,
    `- clause: ${JSON.stringify(judged.clause.id)}`,
    ...(only ? [`  place: ${JSON.stringify(`${escaped(place)}$`)}`] : []),
    '  reason: TODO',
    `  expires: ${expires}`,
  ].join('\n');
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
