import type { Contract } from '../../spec/openapi/contract.ts';
import { findResources, listChildren, type Resource } from '../../spec/openapi/resources.ts';
import type { Catalogue, CatalogueFault } from './catalogue.ts';
import { listOperations, matchesClause } from './clause-patterns.ts';
import { runTrial } from './trial.ts';

/** A run of the suite against the reference with one fault: a row of the matrix. */
export interface FaultTrial {
  fault: string;
  family: string;
  rare: boolean;
  /** The clauses that the fault violates. */
  expected: readonly string[];
  /** The clauses that failed. The run for a rare fault, or for one that scenarios show, ends when it is found. */
  failed: readonly string[];
  noticed: readonly string[];
  /** True if an expected clause failed or was noticed. */
  found: boolean;
  /** The number of requests until the first expected clause failed, including discovery. */
  after?: number;
  requests: number;
  problem?: string;
}

/** Runs the suite against the reference with one fault, for the operations whose clauses the fault violates. */
export async function runFaultTrial(
  catalogue: Catalogue,
  contract: Contract,
  id: string,
  seed: number,
): Promise<FaultTrial> {
  const fault = findFault(catalogue, id);
  const { family, violates, rare = false, fullOnly: full = false, needsOperations = [] } = fault;
  const endsWhenFound = rare || violates.some(isOfScenario);
  const isExpected = (clause: string): boolean => matchesClause(violates, clause);
  const trial = await runTrial(
    catalogue,
    contract,
    { fault: id },
    {
      ...{
        operations: listTestedOperations(contract, violates, needsOperations),
        seed,
        full,
        isPatient: rare,
      },
      ...(endsWhenFound && { until: isExpected }),
    },
  );
  const { result, requests, foundAfter } = trial;
  const listClauses = (verdict: 'failed' | 'noticed'): string[] =>
    result.results.filter((clauseResult) => clauseResult.verdict === verdict).map(({ clause }) => clause.id);
  const foundAt = [...foundAfter].flatMap(([clause, requestCount]) =>
    isExpected(clause) ? [requestCount] : [],
  );
  return {
    ...{
      fault: id,
      family,
      rare,
      expected: violates,
      failed: listClauses('failed'),
      noticed: listClauses('noticed'),
    },
    found: foundAt.length > 0,
    requests,
    ...(foundAt.length > 0 && { after: Math.min(...foundAt) }),
    ...(result.problem && { problem: result.problem }),
  };
}

/** Whether only scenarios judge the clause. */
const isOfScenario = (clause: string): boolean => /\/(resource|list):/.test(clause);

/**
 * The operations whose clauses the patterns match; for clauses that scenarios judge, all operations on the same resources
 * and on those above and below them. Undefined for all operations.
 */
function listTestedOperations(
  contract: Contract,
  patterns: readonly string[],
  needed: readonly string[],
): string[] | undefined {
  const own = listOperations(patterns);
  if (!own || !patterns.some(isOfScenario)) return own && [...own, ...needed];
  const resources = findResources(contract.operations);
  const listIds = ({ operations, transitions, searches }: Resource) =>
    [...Object.values(operations), ...transitions, ...searches].map(({ id }) => id);
  const involved = resources.filter((resource) => listIds(resource).some((id) => own.includes(id)));
  const related = involved.flatMap((resource) => [
    resource,
    ...listChildren(resource, resources),
    ...resources.filter((parent) => listChildren(parent, [resource]).length > 0),
  ]);
  return [...new Set([...own, ...related.flatMap(listIds)])];
}

function findFault({ faults }: Catalogue, id: string): CatalogueFault {
  const fault = faults.find((candidate) => candidate.id === id);
  if (!fault) throw new Error(`unknown fault ${JSON.stringify(id)}`);
  return fault;
}
