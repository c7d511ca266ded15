import { readFileSync } from 'node:fs';
import { parseRecording } from '../../http/har/parse-recording.ts';
import { redactRecorded } from '../../http/har/redact-recorded.ts';
import { UsageError } from '../../http/usage-error.ts';
import { judgeTraffic } from '../../plan/judge-traffic.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import { toPrintable } from '../../reporters/printable.ts';
import type { RunRecord } from '../../reporters/record.ts';
import type { RecordedExchange } from '../../spec/openapi/exchange.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { suites } from '../../suites/suites.ts';
import { createTrafficRecord, explainUnmatched } from '../create-traffic-record.ts';
import { ignoreInterruptStatus } from '../interruption.ts';
import { judgeProxied } from '../judge-proxied.ts';
import { createOwnRules } from '../own-rules.ts';
import type { Options } from '../parse-options.ts';
import { collectSchemes } from '../read-credentials.ts';
import { resolveContract } from '../resolve-contract.ts';
import { selectOperations } from '../select-operations.ts';
import { runAndPrint } from './run.ts';

/**
 * `judge`: judges recorded exchanges, or with `--listen` those that pass through a proxy until it is interrupted. Writes
 * the reports of a run, and prints its summary.
 */
export async function judge(options: Options): Promise<number> {
  if (options.listen === undefined) return runAndPrint(options, judgeFiles);
  if (options.judge.length > 0)
    throw new UsageError(
      'judge: give files to read, or --listen to judge what passes through, but not both.',
    );
  ignoreInterruptStatus();
  return runAndPrint(options, judgeProxied);
}

/** @throws UsageError for an unusable file, or if no exchange belongs to an operation of the contract */
async function judgeFiles(options: Options): Promise<RunRecord> {
  const contract = await resolveContract(options);
  const operations = selectOperations(contract, options);
  const recorded = options.judge
    .flatMap(readRecording)
    .map((exchange, index) => ({ ...exchange, id: index + 1 }));
  const exchanges = redactRecorded(recorded, [...collectSchemes(contract).values()], createRedactor());
  const ownRules = createOwnRules(options.configured, contract);
  const judgement = judgeTraffic(
    { contract, operations, suites, ownRules, servers: contract.servers },
    exchanges,
  );
  if (judgement.exchanges.length === 0)
    throw new UsageError(
      explainUnmatched(judgement.coverage) ??
        `judge: ${options.judge.join(', ')}: no exchange is recorded. Record some traffic first.`,
    );
  const from = exchanges.reduce(
    (first, { startedAt }) => Math.min(first, startedAt),
    Number.POSITIVE_INFINITY,
  );
  const until = exchanges.reduce((last, each) => Math.max(last, each.startedAt + each.durationMs), 0);
  const origin = parseUrl(judgement.exchanges[0]?.sent.url ?? '')?.origin ?? '';
  const facts = {
    target: { name: origin, url: origin },
    ...{ startedAt: new Date(from).toISOString(), durationMs: until - from, requests: exchanges.length },
  };
  return createTrafficRecord(contract, judgement, facts, options);
}

function readRecording(path: string): RecordedExchange[] {
  try {
    return parseRecording(readFileSync(path));
  } catch (cause) {
    const reason =
      cause instanceof UsageError
        ? cause.message
        : `the file cannot be read (${cause instanceof Error && 'code' in cause ? cause.code : cause})`;
    throw new UsageError(`judge: ${toPrintable(path, 200)}: ${reason}`, { cause });
  }
}
