import { parseHar } from '../../http/har/parse-har.ts';
import { redactRecorded } from '../../http/har/redact-recorded.ts';
import { judgeTraffic } from '../../plan/judge-traffic.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { renderHar } from '../../reporters/har.ts';
import type { ClauseResult } from '../../spec/clauses/verdict.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import type { Catalogue } from './catalogue.ts';
import { listOperations } from './clause-patterns.ts';
import { runTrial } from './trial.ts';

/** The clauses that a run failed, and those that the judgement of its recorded exchanges fails. */
export interface RecordingTrial {
  id: string;
  /** The clauses that failed in the run. */
  failed: readonly string[];
  /** The archive of the run, which names the cases. */
  own: Comparison;
  /** The same exchanges as the proxy of `judge --listen` records them. */
  proxied: Comparison;
  /** The same exchanges as another program would have recorded them. */
  foreign: Comparison;
}

interface Comparison {
  /** The clauses that failed only in the run. */
  missed: readonly string[];
  /** The clauses that failed only in the recording. */
  added: readonly string[];
}

/**
 * Runs the suite against the reference, and judges the exchanges of the run as a recording.
 * @param id a fault or a variant; `none` for neither
 */
export async function runRecordingTrial(
  catalogue: Catalogue,
  contract: Contract,
  id: string,
  seed: number,
): Promise<RecordingTrial> {
  const fault = catalogue.faults.find((each) => each.id === id);
  const ids = fault && listOperations(fault.violates);
  const options = fault ? { fault: id } : { variants: id === 'none' ? [] : [id] };
  const { result } = await runTrial(catalogue, contract, options, { operations: ids, seed });
  const operations = contract.operations.filter((operation) => ids?.includes(operation.id) ?? true);
  const exchanges = result.execution.recorder.exchanges();
  const recorded = parseHar(renderHar({ suite: { name: 'self', version: '0' }, exchanges }));
  const failed = listFailed(result.results);
  const compare = (recording: readonly RecordedExchange[]): Comparison => {
    const { servers } = contract;
    const input = { contract, operations, suites: catalogue.suites, servers };
    const judged = listFailed(judgeTraffic(input, redactRecorded(recording, [], createRedactor())).results);
    return {
      missed: failed.filter((clause) => !judged.includes(clause)),
      added: judged.filter((clause) => !failed.includes(clause)),
    };
  };
  return {
    ...{ id, failed, own: compare(recorded) },
    ...{ proxied: compare(recorded.map(toProxied)), foreign: compare(recorded.map(toForeign)) },
  };
}

const listFailed = (results: readonly ClauseResult[]): string[] =>
  results.flatMap(({ clause, verdict }) => (verdict === 'failed' ? [clause.id] : []));

/** Removes what names the case. */
const toProxied = ({ comment: _, planned: __, ...exchange }: RecordedExchange): RecordedExchange => exchange;

const toForeign = (exchange: RecordedExchange): RecordedExchange => {
  const { isOriginal: _, ...foreign } = toProxied(exchange);
  return foreign;
};
