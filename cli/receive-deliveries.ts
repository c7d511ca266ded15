import type { ProxiedExchange } from '../http/proxy/start-proxy.ts';
import { UsageError } from '../http/usage-error.ts';
import { recordReceived } from '../http/webhooks/record-delivery.ts';
import { startReceiver } from '../http/webhooks/start-receiver.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import { explainUnusablePort } from './explain-unusable-port.ts';
import { collectLiveTraffic, liveLimits } from './live-traffic.ts';
import { createDeliveryRecord, formatDelivery, openDeliveries } from './open-deliveries.ts';
import type { RecordCreator } from './run-and-report.ts';
import { waitForAbort } from './wait-for-abort.ts';

/**
 * Starts an endpoint, judges each delivery as it arrives, and prints a line for it. Returns the record when the signal of
 * the listener aborts.
 * @throws UsageError for a contract without webhooks, a port in use, or if nothing was delivered
 */
export const receiveDeliveries: RecordCreator = async (options, env, listener) => {
  const session = await openDeliveries(options, env, liveLimits.exchanges);
  const traffic = collectLiveTraffic<ProxiedExchange>(async (received) => {
    const result = session.judge(await recordReceived(received, session.keys));
    if (result) console.log(formatDelivery(result));
  });
  const { port } = options;
  const settings = { port, maxBodyBytes: liveLimits.bodyBytes, onRequest: traffic.add };
  const receiver = await startReceiver(settings).catch((cause) => {
    throw explainUnusablePort('--port', port, cause);
  });
  const target = { name: 'webhooks', url: receiver.url };
  listener.onStart?.({ ...createRecordHeader(session.contract), target });
  console.log(`${receiver.url} receives webhooks and judges them. Ctrl-C writes the reports.`);
  await waitForAbort(listener.signal);
  await receiver.close();
  const times = await traffic.finish();
  const judgement = session.finish();
  if (judgement.coverage.exchanges === 0)
    throw new UsageError(
      `receive: no webhook was delivered to ${receiver.url}. Point the endpoint of the API at it, for example through a tunnel.`,
    );
  return createDeliveryRecord(session, judgement, { target, ...times }, options, [
    'receive',
    `--port=${port}`,
  ]);
};
