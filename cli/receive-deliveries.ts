import { UsageError } from '../http/usage-error.ts';
import { recordReceived } from '../http/webhooks/record-delivery.ts';
import { type ReceiverOptions, startReceiver } from '../http/webhooks/start-receiver.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import { explainUnusablePort } from './explain-unusable-port.ts';
import { createDeliveryRecord, formatDelivery, openDeliveries } from './open-deliveries.ts';
import type { RecordCreator } from './run-and-report.ts';
import { waitForAbort } from './wait-for-abort.ts';

/** Bytes of a body that are judged. Larger payloads are accepted and not judged. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Number of deliveries in the reports. After it, only those with new findings are added. */
const MAX_EXCHANGES = 1500;

/**
 * Starts an endpoint, judges each delivery as it arrives, and prints a line for it. Returns the record when the signal of
 * the listener aborts.
 * @throws UsageError for a contract without webhooks, a port in use, or if nothing was delivered
 */
export const receiveDeliveries: RecordCreator = async (options, env, listener) => {
  const session = await openDeliveries(options, env, MAX_EXCHANGES);
  const startedAt = Date.now();
  let requests = 0;
  let pending: Promise<void> = Promise.resolve();
  const onRequest: ReceiverOptions['onRequest'] = (received) => {
    requests += 1;
    // one after the other, so that repetitions are found in the order of arrival
    pending = pending.then(async () => {
      const result = session.judge(await recordReceived(received, session.keys));
      if (result) console.log(formatDelivery(result));
    });
  };
  const { port } = options;
  const receiver = await startReceiver({ port, maxBodyBytes: MAX_BODY_BYTES, onRequest }).catch((cause) => {
    throw explainUnusablePort('--port', port, cause);
  });
  const target = { name: 'webhooks', url: receiver.url };
  listener.onStart?.({ ...createRecordHeader(session.contract), target });
  console.log(`${receiver.url} receives webhooks and judges them. Ctrl-C writes the reports.`);
  await waitForAbort(listener.signal);
  await receiver.close();
  await pending;
  const judgement = session.finish();
  if (judgement.coverage.exchanges === 0)
    throw new UsageError(
      `receive: no webhook was delivered to ${receiver.url}. Point the endpoint of the API at it, for example through a tunnel.`,
    );
  const facts = {
    ...{ target, requests },
    ...{ startedAt: new Date(startedAt).toISOString(), durationMs: Date.now() - startedAt },
  };
  return createDeliveryRecord(session, judgement, facts, options, ['receive', `--port=${port}`]);
};
