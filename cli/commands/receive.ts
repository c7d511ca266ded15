import { ignoreInterruptStatus } from '../interruption.ts';
import type { Options } from '../parse-options.ts';
import { receiveDeliveries } from '../receive-deliveries.ts';
import { runAndPrint } from './run.ts';

/**
 * `receive`: an endpoint for webhooks that judges deliveries until it is interrupted. Writes the reports of a run, and
 * prints its summary.
 */
export async function receive(options: Options): Promise<number> {
  ignoreInterruptStatus();
  return runAndPrint(options, receiveDeliveries);
}
