import { redactRecorded } from '../../http/har/redact-recorded.ts';
import { UsageError } from '../../http/usage-error.ts';
import { judgeTraffic } from '../../plan/judge-traffic.ts';
import { createRedactor } from '../../redaction/redactor.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { parseUrl } from '../../spec/parse-url.ts';
import { suites } from '../../suites/suites.ts';
import { createTrafficRecord, explainUnmatched } from '../create-traffic-record.ts';
import { ignoreInterruptStatus } from '../interruption.ts';
import { judgeDeliveries } from '../judge-deliveries.ts';
import { judgeProxied } from '../judge-proxied.ts';
import { createOwnRules } from '../own-rules.ts';
import type { Options } from '../parse-options.ts';
import { collectSchemes } from '../read-credentials.ts';
import { readRecordings, summarizeTimes } from '../read-recordings.ts';
import { resolveContract } from '../resolve-contract.ts';
import { selectOperations } from '../select-operations.ts';
import { runAndPrint } from './run.ts';

/**
 * `judge`: judges recorded exchanges, with `--listen` those that pass through a proxy until it is interrupted, or with
 * `--webhooks` recorded deliveries. Writes the reports of a run, and prints its summary.
 */
export async function judge(options: Options): Promise<number> {
  const { listen, webhooks } = options;
  if ([options.judge.length > 0, listen !== undefined, webhooks.length > 0].filter(Boolean).length > 1)
    throw new UsageError(
      'judge: give files to read, --listen to judge what passes through, or --webhooks to judge deliveries, but only one of them.',
    );
  if (webhooks.length > 0) return runAndPrint(options, judgeDeliveries);
  if (listen === undefined) return runAndPrint(options, judgeFiles);
  ignoreInterruptStatus();
  return runAndPrint(options, judgeProxied);
}

/** @throws UsageError for an unusable file, or if no exchange belongs to an operation of the contract */
async function judgeFiles(options: Options): Promise<RunRecord> {
  const contract = await resolveContract(options);
  const operations = selectOperations(contract, options);
  const recorded = readRecordings(options.judge);
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
  const origin = parseUrl(judgement.exchanges[0]?.sent.url ?? '')?.origin ?? '';
  const facts = { target: { name: origin, url: origin }, ...summarizeTimes(exchanges) };
  return createTrafficRecord(contract, judgement, facts, options);
}
