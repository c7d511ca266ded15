import type { Fixtures, Known } from '../../spec/fixtures.ts';
import { isObject, type JsonObject } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { Suite } from '../../suites/suite.ts';
import type { Client } from '../client.ts';
import { isLate, isUnanswered } from './exchange-recorder.ts';

/**
 * Asks the target for what was not given. A target that does not tell leaves clauses unverified, never an error.
 * Returns what is known, and a note for each question that was not answered.
 */
export async function discover(
  suite: Suite,
  given: Fixtures,
  client: Client,
  most: number,
): Promise<{ known: Known; notes: string[] }> {
  let known: Known = { fixtures: given, customers: [], members: [] };
  const notes: string[] = [];
  for (const step of suite.discovery.slice(0, most)) {
    const path = step.path(known);
    if (path === undefined) continue;
    const exchange = await client.send(asking(suite, path, step.says), 0);
    const answer = exchange.response?.status === 200 ? exchange.response.body.json?.value : undefined;
    if (isObject(answer))
      known = step.read(answer as JsonObject, known); // isObject was asked of JSON
    else
      notes.push(
        `${step.says} could not be listed (${exchange.response ? `status ${exchange.response.status}` : (exchange.failure?.kind ?? 'no answer')})`,
      );
    if (isUnanswered(exchange) || isLate(exchange)) break; // who is silent once is not waited for again
  }
  return { known, notes };
}

function asking(suite: Suite, path: string, says: string): Case {
  const request = {
    method: 'GET',
    path,
    headers: [['Accept', 'application/json']] as const,
    credentials: 'access' as const,
  };
  return {
    id: `${suite.operation}/discovery`,
    operation: suite.operation,
    kind: 'probe',
    role: 'discovery',
    description: `which ${says} there are`,
    request,
    covers: [],
  };
}
