import type { Fixtures } from '../spec/fixtures.ts';
import { isObject, type JsonObject } from '../spec/json.ts';
import type { Case } from '../spec/message.ts';
import type { Client } from './client.ts';
import type { Suite } from './suite.ts';

/** What a target told of itself. */
export interface Discovered {
  fixtures: Fixtures;
  customers: readonly JsonObject[];
  notes: string[];
}

/** Asks the target for the fixtures that were not given. A target that does not tell leaves clauses unverified, never an error. */
export async function discover(
  suite: Suite,
  given: Fixtures,
  client: Client,
  most: number,
): Promise<Discovered> {
  const found: Discovered = { fixtures: given, customers: [], notes: [] };
  for (const step of suite.discovery.slice(0, most)) {
    const path = step.path(found.fixtures);
    if (path === undefined) continue;
    const exchange = await client.send(asking(suite, path, step.says), 0);
    const answer = exchange.response?.status === 200 ? exchange.response.body.json?.value : undefined;
    if (!isObject(answer)) {
      found.notes.push(
        `${step.says} could not be listed (${exchange.response ? `status ${exchange.response.status}` : (exchange.failure?.kind ?? 'no answer')})`,
      );
      continue;
    }
    const told = step.read(answer as JsonObject, found.fixtures); // isObject was asked of JSON
    found.fixtures = { ...told.fixtures, ...defined(found.fixtures) };
    found.customers = [...found.customers, ...told.customers];
  }
  return found;
}

const defined = (fixtures: Fixtures): Fixtures =>
  Object.fromEntries(Object.entries(fixtures).filter(([, value]) => value !== undefined));

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
    says: `which ${says} there are`,
    request,
    serves: [],
  };
}
