import type { OperationCoverage, ParameterSource } from '../spec/clauses/operation-coverage.ts';
import type { Finding, Verdict } from '../spec/clauses/verdict.ts';
import type { RecordedResult, RunRecord } from './record.ts';
import { countVerdicts, groupBy } from './record-queries.ts';

/**
 * Merges the records of all shards of a run into that of the run. Exchanges are numbered anew, those of the first shard
 * first.
 */
export function mergeRecords(shards: readonly [RunRecord, ...RunRecord[]]): RunRecord {
  const numbered = renumber(shards);
  const [first] = numbered;
  const results = [
    ...groupBy(
      numbered.flatMap((each) => each.results),
      ({ clause }) => clause.id,
    ).values(),
  ].map(mergeResults);
  const problems = shards.flatMap(({ problem }, index) =>
    problem === undefined ? [] : [`shard ${index + 1}: ${problem}`],
  );
  const { problem: _, ...shared } = first ?? shards[0];
  return {
    ...shared,
    startedAt: shards.map(({ startedAt }) => startedAt).sort()[0] ?? '',
    durationMs: Math.max(...shards.map(({ durationMs }) => durationMs)),
    requests: shards.reduce((sum, { requests }) => sum + requests, 0),
    complete: shards.every(({ complete }) => complete),
    ...(problems.length > 0 && { problem: problems.join('; ') }),
    notes: [...new Set(shards.flatMap(({ notes }) => notes))].filter(
      (note) => !/^shard \d+ of \d+: /.test(note),
    ),
    totals: countVerdicts(results),
    results,
    operations: [
      ...groupBy(
        shards.flatMap((each) => each.operations),
        ({ operation }) => operation,
      ).values(),
    ].map(mergeCoverage),
    counterexamples: numbered.flatMap(({ counterexamples }) => counterexamples),
    exchanges: numbered.flatMap(({ exchanges }) => exchanges),
  };
}

/** Gives the exchanges of all shards different ids. */
function renumber(shards: readonly RunRecord[]): RunRecord[] {
  let offset = 0;
  return shards.map((shard) => {
    const start = offset;
    const toNewId = (id: number): number => id + start;
    const findings = (list: readonly Finding[]): Finding[] =>
      list.map((finding) => ({ ...finding, exchanges: finding.exchanges.map(toNewId) }));
    const results = shard.results.map((result) => ({
      ...result,
      findings: findings(result.findings),
      exchanges: result.exchanges.map(toNewId),
    }));
    const ids = [
      ...shard.exchanges.map(({ id }) => id),
      ...shard.results.flatMap((result) => result.findings.flatMap(({ exchanges }) => exchanges)),
    ];
    offset += ids.reduce((last, id) => Math.max(last, id), 0);
    return {
      ...shard,
      results,
      exchanges: shard.exchanges.map((exchange) => ({ ...exchange, id: toNewId(exchange.id) })),
    };
  });
}

/** All verdicts, the one that decides first. */
const precedence: readonly Verdict[] = ['failed', 'error', 'noticed', 'waived', 'passed', 'unverified'];

function mergeResults(results: readonly [RecordedResult, ...RecordedResult[]]): RecordedResult {
  const decisive = precedence.flatMap((verdict) => results.filter((each) => each.verdict === verdict));
  return {
    ...(decisive[0] ?? results[0]),
    findings: results.flatMap(({ findings }) => findings),
    found: results.reduce((sum, { found }) => sum + found, 0),
    observed: results.reduce((sum, { observed }) => sum + observed, 0),
    exchanges: results.flatMap(({ exchanges }) => exchanges),
  };
}

/** An operation has an obstacle only if it has one in every shard. */
function mergeCoverage(all: readonly [OperationCoverage, ...OperationCoverage[]]): OperationCoverage {
  const { operation } = all[0];
  const tries = all.reduce((sum, each) => sum + each.tries, 0);
  const pathParameters = mergeSources(all.flatMap((each) => each.pathParameters ?? []));
  const sources = pathParameters.length > 0 ? { pathParameters } : {};
  return all.every(({ obstacle }) => obstacle)
    ? { ...all[0], tries, ...sources }
    : { operation, tries, ...sources };
}

/** The sources of each parameter in all shards. A reason stays only if no shard has bound the parameter. */
const mergeSources = (all: readonly ParameterSource[]): ParameterSource[] =>
  [...groupBy(all, ({ parameter }) => parameter).values()].map(([first, ...others]) => {
    const bindings = [...new Set([first, ...others].flatMap((each) => each.bindings))];
    return bindings.length > 0 ? { parameter: first.parameter, bindings } : first;
  });
