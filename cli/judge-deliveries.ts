import { UsageError } from '../http/usage-error.ts';
import { toRecordedDelivery } from '../http/webhooks/record-delivery.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { createDeliveryRecord, openDeliveries } from './open-deliveries.ts';
import { listRecordings, readRecordings, summarizeTimes } from './read-recordings.ts';
import type { RecordCreator } from './run-and-report.ts';

/**
 * Judges the recorded deliveries of `--webhooks`.
 * @throws UsageError for a contract without webhooks, an unusable file, or if no delivery is recorded
 */
export const judgeDeliveries: RecordCreator = async (options, env) => {
  const recorded = readRecordings(options.webhooks.flatMap(listRecordings));
  const session = await openDeliveries(options, env, recorded.length);
  for (const exchange of recorded) session.judge(toRecordedDelivery(exchange, session.keys));
  const judgement = session.finish();
  if (judgement.coverage.exchanges === 0)
    throw new UsageError(
      `judge: ${options.webhooks.join(', ')}: no delivery of a selected event is recorded. Record some first.`,
    );
  const origin = parseUrl(recorded[0]?.sent.url ?? '')?.origin ?? '';
  const facts = { target: { name: 'webhooks', url: origin }, ...summarizeTimes(recorded) };
  const args = ['judge', ...options.webhooks.map((path) => `--webhooks=${path}`)];
  return createDeliveryRecord(session, judgement, facts, options, args);
};
