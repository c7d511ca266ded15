import { UsageError } from '../../http/usage-error.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { explainUnmatched } from '../create-traffic-record.ts';
import { ignoreInterruptStatus } from '../interruption.ts';
import { judgeDeliveries } from '../judge-deliveries.ts';
import { judgeProxied } from '../judge-proxied.ts';
import { judgeRecorded } from '../judge-recorded.ts';
import type { Options } from '../parse-options.ts';
import { readRecordings } from '../read-recordings.ts';
import { resolveContract } from '../resolve-contract.ts';
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
  const record = judgeRecorded(contract, readRecordings(options.judge), options);
  if (record.exchanges.length === 0)
    throw new UsageError(
      (record.traffic && explainUnmatched(record.traffic)) ??
        `judge: ${options.judge.join(', ')}: no exchange is recorded. Record some traffic first.`,
    );
  return record;
}
