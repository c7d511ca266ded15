import { readCertificates } from '../http/dispatcher.ts';
import { redactRecorded } from '../http/har/redact-recorded.ts';
import { recordProxied } from '../http/proxy/record-proxied.ts';
import { type ProxiedExchange, type ReverseProxy, startProxy } from '../http/proxy/start-proxy.ts';
import { UsageError } from '../http/usage-error.ts';
import { createTrafficJudge } from '../plan/judge-traffic.ts';
import type { TrafficFinding } from '../plan/traffic-recorder.ts';
import { createRedactor } from '../redaction/redactor.ts';
import { describeFault } from '../reporters/fault-title.ts';
import { formatCount, toPrintable } from '../reporters/printable.ts';
import { createRecordHeader } from '../reporters/record-header.ts';
import type { Server } from '../spec/openapi/contract.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { suites } from '../suites/suites.ts';
import { createTrafficRecord, explainUnmatched } from './create-traffic-record.ts';
import { explainUnusablePort } from './explain-unusable-port.ts';
import { collectLiveTraffic, liveLimits } from './live-traffic.ts';
import { createOwnRules } from './own-rules.ts';
import type { Options } from './parse-options.ts';
import { collectSchemes } from './read-credentials.ts';
import { resolveContract } from './resolve-contract.ts';
import { resolveTarget } from './resolve-target.ts';
import type { RecordCreator } from './run-and-report.ts';
import { selectOperations } from './select-operations.ts';
import { waitForAbort } from './wait-for-abort.ts';

/**
 * Starts a proxy in front of the target, judges what passes through, and prints each failure once. Returns the record
 * when the signal of the listener aborts.
 * @throws UsageError for a missing target, a port in use, or if no exchange belonged to an operation of the contract
 */
export const judgeProxied: RecordCreator = async (options, _env, listener) => {
  const contract = await resolveContract(options);
  const operations = selectOperations(contract, options);
  const target = findTargetUrl(options, contract.servers);
  const servers = [...contract.servers, { name: 'target', url: target }];
  const ownRules = createOwnRules(options.configured, contract);
  const limits = { showsCredentials: true, maxExchanges: liveLimits.exchanges };
  const judge = createTrafficJudge({ contract, operations, suites, ownRules, servers, ...limits });
  const redactor = createRedactor();
  const schemes = [...collectSchemes(contract).values()];
  const traffic = collectLiveTraffic<ProxiedExchange>(async (proxied) => {
    const redacted = redactRecorded([await recordProxied(proxied)], schemes, redactor);
    for (const exchange of redacted) printFindings(judge.add(exchange), options);
  });
  const certificates = options.ca === undefined ? undefined : readCertificates(options.ca);
  const header = { ...createRecordHeader(contract), target: { name: target, url: target } };
  listener.onStart?.(header);
  const { listen: port = 0 } = options;
  const { bodyBytes: maxBodyBytes } = liveLimits;
  const settings = { target, port, certificates, maxBodyBytes, onExchange: traffic.add };
  const proxy = await startProxy(settings).catch((cause) => {
    throw explainUnusablePort('--listen', port, cause);
  });
  console.log(`${proxy.url} passes requests on to ${target} and judges them. Ctrl-C writes the reports.`);
  await waitForAbort(listener.signal);
  await proxy.close();
  const times = await traffic.finish();
  const judgement = judge.finish();
  const { coverage } = judgement;
  if (coverage.exchanges === 0)
    throw new UsageError(
      explainUnmatched(coverage) ??
        `judge: no request has passed through ${proxy.url}. Send requests there, and not to ${target}.`,
    );
  const record = createTrafficRecord(contract, judgement, { target: header.target, ...times }, options);
  return { ...record, notes: [...record.notes, ...describeUpgrades(proxy)] };
};

function findTargetUrl(options: Options, servers: readonly Server[]): string {
  const missing = '--listen needs the server that gets the requests: add --target=URL.';
  if (options.target === undefined) throw new UsageError(missing);
  // the requests are those of the user's own clients, so they need no consent
  const { url } = resolveTarget({ ...options, allowProduction: true }, servers);
  if (url === undefined)
    throw new UsageError(`${missing} The reference is started with the command \`reference\`.`);
  return url;
}

/** Prints one line for each new violation; with `--strict` also for those of SHOULD and MAY clauses. */
function printFindings(findings: readonly TrafficFinding[], { strict }: Options): void {
  for (const { clause, finding, exchange } of findings) {
    if (clause.level !== 'MUST' && !strict) continue;
    const { method, url } = exchange.sent;
    const path = toPrintable(parseUrl(url)?.pathname ?? url, 100);
    const status = exchange.response ? ` ${exchange.response.status}` : '';
    const verdict = clause.level === 'MUST' ? 'failed ' : 'noticed';
    console.log(
      `${verdict}  ${method} ${path}${status}  ${describeFault(clause, { finding, exchange })}  ${clause.id}`,
    );
  }
}

const describeUpgrades = (proxy: ReverseProxy): string[] => {
  const count = proxy.upgradeCount();
  return count === 0 ? [] : [`${formatCount(count, 'WebSocket connection')} passed on and not judged`];
};
