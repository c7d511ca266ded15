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
  fault: string;
  /** The clauses that failed in the run. */
  failed: readonly string[];
  /** The archive of the run, which names the cases. */
  own: Comparison;
  /** The same exchanges as another program would have recorded them. */
  bare: Comparison;
}

interface Comparison {
  /** The clauses that failed only in the run. */
  missed: readonly string[];
  /** The clauses that failed only in the recording. */
  added: readonly string[];
}

/** Runs the suite against the reference with one fault, and judges the exchanges of the run as a recording. */
export async function runRecordingTrial(
  catalogue: Catalogue,
  contract: Contract,
  id: string,
  seed: number,
): Promise<RecordingTrial> {
  const { violates = [] } = catalogue.faults.find((fault) => fault.id === id) ?? {};
  const ids = id === 'none' ? undefined : listOperations(violates);
  const options = id === 'none' ? {} : { fault: id };
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
  return { fault: id, failed, own: compare(recorded), bare: compare(recorded.map(toForeign)) };
}

const listFailed = (results: readonly ClauseResult[]): string[] =>
  results.flatMap(({ clause, verdict }) => (verdict === 'failed' ? [clause.id] : []));

/** Removes what only archives of this suite have. */
const toForeign = ({
  comment: _,
  planned: __,
  isOriginal: ___,
  ...exchange
}: RecordedExchange): RecordedExchange => exchange;
