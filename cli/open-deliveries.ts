import { redactRecorded } from '../http/har/redact-recorded.ts';
import { UsageError } from '../http/usage-error.ts';
import { listWebhookKeys, type WebhookKey } from '../http/webhooks/webhook-keys.ts';
import { createDeliveriesJudge, type DeliveryResult } from '../plan/judge-deliveries.ts';
import type { TrafficJudgement } from '../plan/judge-traffic.ts';
import { createRedactor } from '../redaction/redactor.ts';
import { describeFault } from '../reporters/fault-title.ts';
import { formatCount, formatNumber, toPrintable } from '../reporters/printable.ts';
import type { RunRecord } from '../reporters/record.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { RecordedDelivery } from '../spec/openapi/exchange.ts';
import { findHeader } from '../spec/openapi/request.ts';
import { suites } from '../suites/suites.ts';
import { createTrafficRecord, type TrafficFacts } from './create-traffic-record.ts';
import type { Options } from './parse-options.ts';
import { collectSchemes } from './read-credentials.ts';
import { resolveContract } from './resolve-contract.ts';
import { selectOperations } from './select-operations.ts';

/** What judges the deliveries of a command. */
export interface DeliverySession {
  contract: Contract;
  /** The keys of signatures; empty if none is known. */
  keys: readonly WebhookKey[];
  /** Replaces the secrets of a delivery, and judges it. Undefined if its event is not selected. */
  judge(delivery: RecordedDelivery): DeliveryResult | undefined;
  finish(): TrafficJudgement;
}

/**
 * Prepares the judgement of deliveries.
 * @throws UsageError if the contract has no webhooks, or the options select none
 */
export async function openDeliveries(
  options: Options,
  env: NodeJS.ProcessEnv,
  maxExchanges: number,
): Promise<DeliverySession> {
  const contract = await resolveContract(options);
  if (contract.webhooks.length === 0)
    throw new UsageError(
      `${contract.file} describes no webhooks. Give a document with \`webhooks\` (OpenAPI 3.1) with --contract.`,
    );
  const webhooks = selectOperations({ ...contract, operations: contract.webhooks }, options);
  const ofSuite = suites.find(({ operation }) =>
    contract.operations.some(({ id }) => id === operation),
  )?.webhooks;
  const secret = options.webhookSecret ?? (ofSuite && env[ofSuite.secretVariable]);
  if (secret && /^\s|\s$/.test(secret))
    throw new UsageError('The secret of the webhooks begins or ends with a space or line break. Remove it.');
  const keys = secret ? listWebhookKeys(secret, ofSuite?.hasTextSecret ?? false) : [];
  const redactor = createRedactor();
  if (secret) redactor.addSecret('webhook secret', secret);
  const deliveries = createDeliveriesJudge({
    ...{ contract, webhooks, maxExchanges },
    followsStandard: ofSuite !== undefined || Boolean(secret),
    keyVersion: keys[0]?.version,
    keyVariable: ofSuite?.secretVariable ?? 'CONFORMANCE_WEBHOOK_SECRET',
  });
  const schemes = [...collectSchemes(contract).values()];
  return {
    contract,
    keys,
    judge(delivery) {
      const [redacted = delivery] = redactRecorded([delivery], schemes, redactor);
      return deliveries.add(redacted);
    },
    finish: deliveries.finish,
  };
}

/**
 * Creates the record of judged deliveries.
 * @param args the command line that repeats the judgement
 */
export function createDeliveryRecord(
  { contract }: DeliverySession,
  judgement: TrafficJudgement,
  facts: TrafficFacts,
  options: Options,
  args: readonly string[],
): RunRecord {
  const record = createTrafficRecord(contract, judgement, facts, options);
  return {
    ...record,
    notes: describeCoverage(judgement.coverage),
    arguments: [...args, ...record.arguments],
  };
}

function describeCoverage({ exchanges, operations, clauses, unmatched }: TrafficCoverage): string[] {
  const missing = operations.missing.map((id) => id.replace(/^webhook:/, ''));
  const without = missing.length === 0 ? '' : `; without any: ${limit(missing)}`;
  return [
    `${formatNumber(exchanges)} ${exchanges === 1 ? 'delivery' : 'deliveries'} of ${formatNumber(operations.covered)} of ${formatCount(operations.total, 'event')}${without}`,
    `${formatNumber(clauses.covered)} of ${formatCount(clauses.total, 'clause')} judged by these deliveries`,
    ...(unmatched.exchanges === 0
      ? []
      : [`not an event of the contract: ${limit(unmatched.paths.map((path) => toPrintable(path, 100)))}`]),
  ];
}

const limit = (names: readonly string[]): string =>
  `${names.slice(0, 10).join(', ')}${names.length > 10 ? ' …' : ''}`;

/** Formats one line for a delivery, and one for each of its findings with a new cause. */
export function formatDelivery({ exchange, verdict, findings }: DeliveryResult): string {
  const id = findHeader(exchange.sent.headers, 'webhook-id') ?? 'without an id';
  const event = exchange.case.description.replace(/^a delivery of /, '');
  const lines = findings.map(
    ({ clause, finding }) => `         ${describeFault(clause, { finding, exchange })}  ${clause.id}`,
  );
  return [`${verdict.padEnd(7)}  ${toPrintable(event, 100)}  ${toPrintable(id, 100)}`, ...lines].join('\n');
}
