import { types } from 'node:util';
import { judgeRecorded } from '../cli/judge-recorded.ts';
import { resolveNamedOptions } from '../cli/table-options.ts';
import { parseRecording } from '../http/har/parse-recording.ts';
import { UsageError } from '../http/usage-error.ts';
import type { TrafficCoverage } from '../spec/clauses/traffic-coverage.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { ObservedExchange } from './judge-exchange.ts';
import { toRecordedExchange } from './observed-exchange.ts';
import { type ConformanceResult, createResult, type RunOptions } from './run-conformance.ts';

/** Options of `judgeTraffic`: the operations to judge, and rules of your own. */
export type TrafficOptions = Pick<
  RunOptions,
  | ('operation' | 'tag' | 'method' | 'path' | 'rules')
  | ('excludeOperation' | 'excludeTag' | 'excludeMethod' | 'excludePath' | 'excludeDeprecated')
>;

/** The result of judging traffic. */
export interface TrafficResult extends Omit<ConformanceResult, 'seed'> {
  /** What the traffic covers of the contract. */
  coverage: TrafficCoverage;
}

/**
 * Judges exchanges by a contract, as the command `judge` does, and returns the verdict of each clause. A clause that no
 * exchange shows is unverified. Sends nothing.
 * @param traffic requests and responses in the order of sending, or the bytes of a recording: an HTTP Archive or JSON
 * lines
 * @throws {UsageError} for bytes that are not a recording, an exchange without an absolute URL or a path, or an invalid
 * option
 */
export function judgeTraffic(
  contract: Contract,
  traffic: readonly Omit<ObservedExchange, 'operation'>[] | Uint8Array,
  options: TrafficOptions = {},
): TrafficResult {
  const recorded = types.isUint8Array(traffic)
    ? parseRecording(Buffer.from(traffic))
    : traffic.map(({ request, response }) =>
        toRecordedExchange({ ...request, url: resolveUrl(request.url) }, response),
      );
  const record = judgeRecorded(contract, recorded, resolveNamedOptions(options));
  const { traffic: coverage } = record;
  if (coverage === undefined) throw new Error('the record of traffic has no coverage');
  const { seed: _, ...result } = createResult(record);
  return { ...result, coverage };
}

function resolveUrl(url: string): string {
  try {
    return new URL(url, 'http://localhost').href;
  } catch (cause) {
    throw new UsageError(`${url.slice(0, 200)} is neither a URL nor a path.`, { cause });
  }
}
