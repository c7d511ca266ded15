import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseHar } from '../../http/har/parse-har.ts';
import { UsageError } from '../../http/usage-error.ts';
import { toCases } from '../../oracles/recording/to-case.ts';
import { mergeRecords } from '../../reporters/merge-records.ts';
import { toPrintable } from '../../reporters/printable.ts';
import type { RecordedResult, RunRecord } from '../../reporters/record.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { createOperationModel, type OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Finding } from '../../spec/clauses/verdict.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { formatArguments } from '../format-arguments.ts';
import { locateResult } from '../locate-clause.ts';
import { type Options, parseOptions } from '../parse-options.ts';
import { readResults } from '../read-results.ts';
import { resolveContract } from '../resolve-contract.ts';
import { collectClauses } from '../select-clauses.ts';
import { selectOperations } from '../select-operations.ts';
import { runAndPrint } from './run.ts';

/** `merge`: merges the reports of all shards of a run, writes its reports, and prints its summary. */
export const merge = (options: Options): Promise<number> => runAndPrint(options, mergeShards);

/** A `results.json` as far as it is merged. */
interface ShardResults
  extends Pick<RunRecord, 'suite' | 'target' | 'seed' | 'startedAt' | 'durationMs' | 'requests' | 'complete'>,
    Pick<RunRecord, 'notes' | 'totals' | 'operations' | 'arguments'> {
  problem?: string;
  contract: { title: string; version: string; file: string };
  clauses: readonly ShardClause[];
}

interface ShardClause extends Pick<RecordedResult, 'verdict' | 'reason' | 'remedy'> {
  id: string;
  level: Clause['level'];
  family: Clause['family'];
  operation: string;
  says: string;
  cases: number;
  found?: number;
  findings?: readonly (Omit<Finding, 'clause' | 'location' | 'isIntermittent'> & {
    where: Finding['location'];
    intermittent?: true;
  })[];
}

interface Shard {
  file: string;
  index: number;
  results: ShardResults;
}

/** @throws UsageError if the files are not the reports of all shards of one run */
async function mergeShards(options: Options): Promise<RunRecord> {
  const read = options.merge.map((file) => readShard(file));
  const shards = read.toSorted((one, other) => one.index - other.index);
  const [first, ...others] = shards;
  if (!first) throw new UsageError('merge: give the results.json of each shard.');
  checkShards(shards, first);
  const own = parseOptions(listOwnArguments(first.results), {});
  const contract = await resolveContract({ ...own, contract: options.contract ?? own.contract });
  if (contract.title !== first.results.contract.title || contract.version !== first.results.contract.version)
    throw new UsageError(
      `merge: the contract ${toPrintable(contract.file)} is ${toPrintable(`${contract.title} ${contract.version}`)}, but the shards tested ${toPrintable(`${first.results.contract.title} ${first.results.contract.version}`)}. Give theirs with --contract.`,
    );
  const operations = selectOperations(contract, own);
  const isFull = own.robustness === 'full';
  const clauses = new Map(collectClauses(contract, operations, isFull).map((clause) => [clause.id, clause]));
  const models = operations.map((operation) => createOperationModel(contract, operation, isFull));
  const toRecord = (shard: Shard): RunRecord => createRecord(shard, contract, clauses, models);
  const merged = mergeRecords([toRecord(first), ...others.map(toRecord)]);
  return {
    ...merged,
    arguments: [...new Set([...listOwnArguments(first.results), ...formatArguments(options)])],
  };
}

function readShard(file: string): Shard {
  const results = readResults<ShardResults>(file);
  const { shard } = parseOptions(results.arguments, {});
  if (!shard)
    throw new UsageError(
      `merge: ${toPrintable(file)} is not the report of a shard: its run had no --shard. Use it as it is.`,
    );
  return { file, index: shard.index, results };
}

/** The arguments of the run without those that differ between its shards. */
const listOwnArguments = ({ arguments: all }: ShardResults): string[] =>
  all.filter((argument) => !/^--(shard|report-dir)=/.test(argument));

const countShards = (results: ShardResults): number => parseOptions(results.arguments, {}).shard?.count ?? 0;

/** What must be the same in all shards, by the name that messages use. */
const sharedParts: Readonly<Record<string, (results: ShardResults) => string>> = {
  version: ({ suite }) => suite.version,
  contract: ({ contract: { title, version, file } }) => `${title} ${version} (${file})`,
  target: ({ target }) => target.name,
  seed: ({ seed }) => String(seed),
  'number of shards': (results) => String(countShards(results)),
  options: (results) => listOwnArguments(results).sort().join(' '),
};

function checkShards(shards: readonly Shard[], first: Shard): void {
  for (const { file, results } of shards)
    for (const [name, read] of Object.entries(sharedParts)) {
      const [own, expected] = [read(results), read(first.results)];
      if (own !== expected)
        throw new UsageError(
          toPrintable(
            `merge: the reports have a different ${name}: ${first.file} has ${expected}, and ${file} has ${own}. Give the reports of one run; shards need the same --seed.`,
            800,
          ),
        );
    }
  const repeated = shards.find(({ index }, position) => shards[position - 1]?.index === index);
  const count = countShards(first.results);
  if (repeated)
    throw new UsageError(`merge: shard ${repeated.index} of ${count} is given twice. Give each shard once.`);
  const indexes = Array.from({ length: count }, (_, position) => position + 1);
  const missing = indexes.filter((index) => !shards.some((shard) => shard.index === index));
  if (missing.length > 0)
    throw new UsageError(
      `merge: shard ${missing.join(', ')} of ${count} is missing. Give the results.json of every shard.`,
    );
}

function createRecord(
  { file, results }: Shard,
  contract: Contract,
  clauses: ReadonlyMap<string, Clause>,
  models: readonly OperationModel[],
): RunRecord {
  const { clauses: own, contract: named, ...rest } = results;
  return {
    ...rest,
    contract: { ...named, lines: contract.lines },
    results: own.map((each) => createResult(each, contract, clauses)),
    counterexamples: [],
    exchanges: readExchanges(join(dirname(file), 'exchanges.har'), contract, models),
  };
}

function createResult(
  {
    id,
    level,
    family,
    operation,
    says,
    cases,
    found = 0,
    findings = [],
    verdict,
    reason,
    remedy,
  }: ShardClause,
  contract: Contract,
  clauses: ReadonlyMap<string, Clause>,
): RecordedResult {
  const clause = clauses.get(id) ?? { id, level, family, operation, description: says };
  return locateResult(contract, {
    ...{ clause, verdict, found, observed: cases, exchanges: [] },
    ...(reason !== undefined && { reason }),
    ...(remedy !== undefined && { remedy }),
    findings: findings.map(({ where, intermittent, ...finding }) => ({
      ...finding,
      clause: id,
      location: where,
      ...(intermittent && { isIntermittent: intermittent }),
    })),
  });
}

/** Reads the archive beside a `results.json`. Without it, the reports show no requests and responses. */
function readExchanges(file: string, { servers }: Contract, models: readonly OperationModel[]): Exchange[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    console.error(`${toPrintable(file)} cannot be read: the reports do not show its requests and responses.`);
    return [];
  }
  return parseHar(text).flatMap((recorded) => {
    const [first] = toCases({ models, servers, showsCredentials: false }, recorded);
    // the number of the exchange in its run, to which the findings refer
    const id = Number(/^exchange (\d+)/.exec(recorded.comment ?? '')?.[1] ?? recorded.id);
    return first ? [{ ...recorded, id, case: first.case }] : [];
  });
}
