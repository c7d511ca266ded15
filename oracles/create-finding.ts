import type { Finding } from '../spec/clauses/verdict.ts';
import type { Json } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Failure } from './check-context.ts';

/**
 * Creates a finding from a failure. Its cause is the key by which reports group findings: the status and kind of case,
 * or the status and location without array indices.
 */
export function createFinding(clause: string, exchange: Exchange, failure: Failure): Finding {
  const { response, case: sent } = exchange;
  const location =
    typeof failure.location === 'string'
      ? failure.location
      : failure.location.body.replace(/\/\d+(?=\/|$)/g, '/-');
  const cause =
    location === 'status'
      ? `status ${response?.status} to ${sent.kind === 'valid' ? 'valid requests' : (sent.role ?? 'invalid requests')}`
      : `${response?.status ?? ''} ${location}`;
  return { clause, exchanges: [exchange.id], ...failure, received: abbreviate(failure.received), cause };
}

/** In characters of JSON. Findings are kept in memory until the end of the run. */
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

/** The approximate length of a value as JSON. Stops counting at the limit. */
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
