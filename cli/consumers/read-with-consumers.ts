import { UsageError } from '../../http/usage-error.ts';
import { groupByCause } from '../../reporters/causes.ts';
import type { ConsumerReading, ConsumerReport } from '../../reporters/consumer-report.ts';
import { findEvidence } from '../../reporters/evidence.ts';
import type { RunRecord } from '../../reporters/record.ts';
import { findExchanges } from '../../reporters/record-queries.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';
import type { Consumer } from '../../suites/consumer.ts';
import { suites } from '../../suites/suites.ts';
import { findDifference } from './find-difference.ts';
import { type ConsumerResult, runConsumer } from './run-consumer.ts';
import { serveResponses } from './serve-responses.ts';

/** Maximum numbers of exchanges that are read: those with findings, and others. */
const limits = { findings: 300, others: 100 };

/**
 * Finds the consumers that are installed in the folders.
 * @throws UsageError for a folder without one
 */
export const findConsumers = (folders: readonly string[]): Consumer[] =>
  folders.map((folder) => {
    for (const { findConsumer } of suites) {
      const found = findConsumer?.(folder);
      if (found) return found;
    }
    throw new UsageError(
      `--sdk: ${folder.slice(0, 200)} has no SDK that the suite can call. Give the folder of an installed @polar-sh/sdk, a folder that has it in node_modules, or a virtual environment with polar-sdk.`,
    );
  });

/**
 * Lets each consumer read responses of the run: those with findings, and others up to a limit. Adds what they do with
 * them to the record, whose verdicts are the same.
 */
export async function readWithConsumers(
  record: RunRecord,
  consumers: readonly Consumer[],
  signal?: AbortSignal,
): Promise<RunRecord> {
  if (consumers.length === 0) return record;
  const reports = consumers.map(async (consumer): Promise<ConsumerReport> => {
    const exchanges = selectExchanges(record, consumer);
    const readings = await readExchanges(exchanges, consumer, record.contract, signal);
    return { consumer: consumer.name, readings };
  });
  return { ...record, consumers: await Promise.all(reports) };
}

/** Lets a consumer read the responses of exchanges. */
export async function readExchanges(
  exchanges: readonly Exchange[],
  consumer: Consumer,
  document: Pick<RunRecord['contract'], 'title' | 'version'>,
  signal?: AbortSignal,
): Promise<ConsumerReading[]> {
  const read = exchanges.flatMap(({ id, response }) =>
    response && isComplete(response) ? [{ exchange: id, response }] : [],
  );
  const responses = read.map(({ response }) => response);
  const server = await serveResponses(responses);
  try {
    const source = { url: server.url, count: responses.length };
    const results = await runConsumer(consumer.createCommand(document), source, signal);
    return results.flatMap((result, index) => {
      const { exchange, response } = read[index] ?? {};
      return exchange === undefined || !response ? [] : [createReading(exchange, response, result)];
    });
  } finally {
    await server.close();
  }
}

/** Whether the text of a response is kept as it was received, except for secrets, so that it can be served again. */
const isComplete = ({ status, body }: ReceivedResponse): boolean =>
  status >= 200 && !body.truncated && body.unreadable !== 'invalid UTF-8';

/**
 * The exchanges of the operation whose response its call can receive: first those that show a finding, then others.
 * Responses to other methods, of other paths and of other versions are none.
 */
function selectExchanges(record: RunRecord, consumer: Consumer): Exchange[] {
  const reported = groupByCause(record).flatMap(({ key, results }) =>
    results.flatMap((result) => findEvidence(record, result, key).exchange ?? []),
  );
  const ids = record.results.flatMap(({ findings }) => findings.flatMap(({ exchanges }) => exchanges));
  const shown = new Set([...reported, ...findExchanges(record, ids)].map(({ id }) => id));
  const own = [...reported, ...record.exchanges].filter((exchange) => canReceive(consumer, exchange));
  const unique = [...new Map(own.map((exchange) => [exchange.id, exchange])).values()];
  return [
    ...unique.filter(({ id }) => shown.has(id)).slice(0, limits.findings),
    ...unique.filter(({ id }) => !shown.has(id)).slice(0, limits.others),
  ];
}

/** Whether the response is one that the call of the consumer can get. */
export const canReceive = ({ operation, method }: Consumer, { case: own, delivery }: Exchange): boolean =>
  own.operation === operation && own.request.method === method && !own.suiteOnly && !delivery;

function createReading(
  exchange: number,
  { status, body }: ReceivedResponse,
  result: ConsumerResult,
): ConsumerReading {
  const shared = { exchange, status };
  if ('failure' in result) return { ...shared, outcome: 'failed', detail: result.failure };
  const { error, reportsStatus, detail, value } = result;
  const thrown = error === undefined ? {} : { error };
  if (error !== undefined && !reportsStatus)
    return { ...shared, outcome: 'threw', error, ...(detail !== undefined && { detail }) };
  const difference = value === undefined || !body.json ? undefined : findDifference(body.json.value, value);
  if (!difference) return { ...shared, outcome: 'accepted', ...thrown };
  const { instancePointer, sent, decoded } = difference;
  return {
    ...{ ...shared, outcome: 'wrong value', ...thrown },
    detail: `${instancePointer === '' ? 'the body' : instancePointer} is ${describe(decoded)}, sent ${describe(sent)}`,
  };
}

const describe = (value: unknown): string =>
  value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 100);
