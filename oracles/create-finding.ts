import type { Clause } from '../spec/clauses/clause.ts';
import type { Finding, Observation } from '../spec/clauses/verdict.ts';
import type { Json } from '../spec/json.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { CheckResult, Failure } from './check-context.ts';

/**
 * Creates a finding from a failure. Reports group findings by `cause`: the status and the group of requests that
 * servers treat alike, or the status (`delivery` for deliveries) and the location without array indices.
 * @param exchanges the ids of all exchanges that show the failure, if there are several
 */
export function createFinding(
  clause: string,
  exchange: Exchange,
  { causePointer, ...failure }: Failure,
  exchanges: readonly number[] = [exchange.id],
): Finding {
  const location =
    typeof failure.location === 'string'
      ? failure.location
      : (causePointer ?? failure.location.body).replace(/\/\d+(?=\/|$)/g, '/-');
  const status = exchange.delivery ? 'delivery' : exchange.response?.status;
  const cause =
    location === 'status'
      ? `status ${status} to ${isUndocumented(clause, status) ? describeOutcome(exchange.case, status) : describeRequestGroup(exchange.case)}`
      : `${status ?? ''} ${location}`;
  return { clause, exchanges, ...failure, received: abbreviate(failure.received), cause };
}

/** Returns the observation of a result; empty if the exchange is not evidence for the clause. */
export function toObservations(clause: Clause['id'], exchange: Exchange, result: CheckResult): Observation[] {
  if (result === undefined) return [];
  return [result === 'pass' ? { clause } : { clause, finding: createFinding(clause, exchange, result) }];
}

/** Whether the failure is that the document lacks a status, unless the status is that of a defect of the server. */
const isUndocumented = (clause: string, status: number | string | undefined): status is number =>
  typeof status === 'number' && status < 500 && /\/protocol:(error-)?status$/.test(clause);

/** Names the requests to which a server has the same undocumented status: those that it accepts, or rejects. */
const describeOutcome = ({ kind, operation }: Case, status: number): string =>
  status < 300 || kind === 'valid' ? `valid requests of ${operation}` : `rejected requests of ${operation}`;

/** Names the requests that a server probably handles by the same code, by operation and violated keyword. */
function describeRequestGroup({ kind, operation, violation, role }: Case): string {
  if (kind === 'valid') return `valid requests of ${operation}`;
  if (violation) return `violations of \`${violation.keyword}\` in ${operation}`;
  return role ?? 'invalid requests';
}

/**
 * The maximum size of a received value, in characters of JSON. Findings are kept in memory until the end of the run.
 */
const MAX_RECEIVED_SIZE = 32_000;

/** Replaces a large value by its type and size. */
function abbreviate(received: Finding['received']): Finding['received'] {
  if (!('value' in received)) return received;
  const { value } = received;
  if (estimateSize(value, MAX_RECEIVED_SIZE) < MAX_RECEIVED_SIZE) return received;
  if (Array.isArray(value)) return { words: `an array of ${value.length} items` };
  return typeof value === 'string'
    ? { words: `a string of ${value.length} characters` }
    : { words: `an object of ${Object.keys(value ?? {}).length} properties` };
}

/** Estimates the length of a value as JSON. Stops counting at the limit, so that large values cost little time. */
function estimateSize(value: Json, limit: number): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 4;
  let size = 2;
  for (const name in value) {
    if (size >= limit) break;
    size += name.length + estimateSize((value as Record<string, Json>)[name] ?? null, limit - size);
  }
  return size;
}
