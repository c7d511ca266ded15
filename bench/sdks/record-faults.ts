import { faults } from '../../reference/faults.ts';
import type { Contract } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Catalogue } from '../../tests/strength/catalogue.ts';
import { findCatalogue } from '../../tests/strength/catalogues.ts';
import { matchesClause } from '../../tests/strength/clause-patterns.ts';
import { runTrial } from '../../tests/strength/trial.ts';

/** Exchanges with the correct reference, and those that show a fault, by the id of the fault. */
export interface RecordedReference {
  contract: Contract;
  exchanges: readonly Exchange[];
  broken: ReadonlyMap<string, readonly Exchange[]>;
}

/** Responses for each fault. More would only repeat it. */
const maxResponses = 5;

/** Clauses about the body of a response that an SDK decodes. */
const isOfBody = (clause: string): boolean => /\/(201|422)\//.test(clause);

/**
 * Tests the reference, without a fault and with each that breaks the body of a documented response, and returns the
 * responses.
 * @param version a dated version of the API; undefined for the shipped document
 */
export async function recordFaults(
  version: string | undefined,
  onFault: (id: string) => void,
): Promise<RecordedReference> {
  const catalogue = findCatalogue(`customer-sessions${version === undefined ? '' : `/${version}`}`);
  const contract = await catalogue.loadContract();
  const { result } = await runTrial(catalogue, contract, {}, { seed: 1 });
  const exchanges = result.execution.recorder.exchanges();
  const broken = new Map<string, readonly Exchange[]>();
  for (const { id, violates, rare = false, apiVersion = version } of faults) {
    if (apiVersion !== version || !violates.some(isOfBody)) continue;
    onFault(id);
    const shown = await recordFault(catalogue, contract, {
      id,
      violates: violates.filter(isOfBody),
      rare,
    });
    if (shown.length > 0) broken.set(id, shown);
  }
  return { contract, exchanges, broken };
}

/** Returns responses that show the fault; none if it is no fault of this version of the API. */
async function recordFault(
  catalogue: Catalogue,
  contract: Contract,
  { id, violates, rare }: { id: string; violates: readonly string[]; rare: boolean },
): Promise<Exchange[]> {
  const isExpected = (clause: string): boolean => isOfBody(clause) && matchesClause(violates, clause);
  const options = { seed: 1, isPatient: rare, until: isExpected };
  const { result } = await runTrial(catalogue, contract, { fault: id }, options);
  const findings = result.results.flatMap(({ clause, findings: own }) => (isExpected(clause.id) ? own : []));
  const ids = new Set(findings.flatMap(({ exchanges }) => exchanges));
  const exchanges = result.execution.recorder.exchanges();
  return exchanges.filter((exchange) => ids.has(exchange.id)).slice(0, maxResponses);
}
