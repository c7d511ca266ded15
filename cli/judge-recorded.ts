import { redactRecorded } from '../http/har/redact-recorded.ts';
import { judgeTraffic } from '../plan/judge-traffic.ts';
import { createRedactor } from '../redaction/redactor.ts';
import type { RunRecord } from '../reporters/record.ts';
import type { Contract } from '../spec/openapi/contract.ts';
import type { RecordedExchange } from '../spec/openapi/exchange.ts';
import { parseUrl } from '../spec/parse-url.ts';
import { suites } from '../suites/suites.ts';
import { createTrafficRecord } from './create-traffic-record.ts';
import { createOwnRules } from './own-rules.ts';
import type { Options } from './parse-options.ts';
import { collectSchemes } from './read-credentials.ts';
import { summarizeTimes } from './read-recordings.ts';
import { selectOperations } from './select-operations.ts';

/** Judges recorded exchanges by the selected operations and the rules of the user. Replaces secrets first. */
export function judgeRecorded(
  contract: Contract,
  recorded: readonly RecordedExchange[],
  options: Options,
): RunRecord {
  const operations = selectOperations(contract, options);
  const numbered = recorded.map((exchange, index) => ({ ...exchange, id: index + 1 }));
  const exchanges = redactRecorded(numbered, [...collectSchemes(contract).values()], createRedactor());
  const ownRules = createOwnRules(options.configured, contract);
  const judgement = judgeTraffic(
    { contract, operations, suites, ownRules, servers: contract.servers },
    exchanges,
  );
  const origin = parseUrl(judgement.exchanges[0]?.sent.url ?? '')?.origin ?? '';
  const facts = { target: { name: origin, url: origin }, ...summarizeTimes(exchanges) };
  return createTrafficRecord(contract, judgement, facts, options);
}
