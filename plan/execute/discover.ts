import { isObject, type JsonObject } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { DiscoveryResult, Fixtures } from '../../suites/fixtures.ts';
import type { Suite } from '../../suites/suite.ts';
import type { Client } from '../client.ts';
import { isTimeout, isUnavailable } from '../verdicts/availability.ts';

/**
 * Sends at most `limit` discovery requests of a suite. Returns what they show about the target's data, and a note for
 * each list that the target did not return: the clauses that need it stay unverified, which is not an error.
 */
export async function discover(
  suite: Suite,
  fixtures: Fixtures,
  client: Client,
  limit: number,
): Promise<{ known: DiscoveryResult; notes: string[] }> {
  let known: DiscoveryResult = { fixtures, customers: [], members: [] };
  const notes: string[] = [];
  for (const step of suite.discoverySteps.slice(0, limit)) {
    const path = step.path(known);
    if (path === undefined) continue;
    const exchange = await client.send(createDiscoveryCase(suite, path, step.resources), 0);
    const { response, failure } = exchange;
    const value = response?.status === 200 ? response.body.json?.value : undefined;
    if (isObject(value)) {
      known = step.read(value as JsonObject, known); // a JSON value that is an object
    } else {
      const reason = response ? `status ${response.status}` : (failure?.kind ?? 'no answer');
      notes.push(`${step.resources} could not be listed (${reason})`);
    }
    if (isUnavailable(exchange) || isTimeout(exchange)) break; // the next steps would wait for a response just as long
  }
  return { known, notes };
}

function createDiscoveryCase(suite: Suite, path: string, resources: string): Case {
  return {
    id: `${suite.operation}/discovery`,
    operation: suite.operation,
    kind: 'probe',
    role: 'discovery',
    description: `list ${resources}`,
    request: { method: 'GET', path, headers: [['Accept', 'application/json']], credentials: 'access' },
    covers: [],
  };
}
