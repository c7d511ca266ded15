import fc from 'fast-check';
import type { ValidContext } from '../../arbitraries/valid-context.ts';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { DiscoveryResult } from '../../suites/fixtures.ts';
import type { SeedMessage, Suite } from '../../suites/suite.ts';

/**
 * The valid bodies from which all cases of an operation are derived: those of its fixtures and of at most `maxListed` listed
 * customers, or else generated ones.
 */
export function createSeedMessages(
  request: SchemaNode,
  suite: Suite | undefined,
  discovery: DiscoveryResult,
  values: ValidContext,
  seed: number,
  maxListed: number,
): SeedMessage[] {
  const known = suite ? createKnownMessages(suite, discovery, maxListed) : [];
  return known.length > 0 ? known : generateMessages(request, values, seed);
}

function createKnownMessages(suite: Suite, discovery: DiscoveryResult, maxListed: number): SeedMessage[] {
  const fromFixtures = suite.seedTemplates.flatMap(({ name, description, body }) => {
    const values = Object.entries(body).map(
      ([property, fixture]) => [property, discovery.fixtures[fixture]] as const,
    );
    if (values.some(([, value]) => value === undefined)) return [];
    const filled = Object.fromEntries(values) as JsonObject; // no value is undefined
    return [{ name, description, body: filled, fixtures: Object.values(body), isKnownValid: true }];
  });
  const listed = selectListedBodies(suite, discovery, fromFixtures).slice(0, maxListed);
  const fromList = listed.map((body, index) => ({
    ...{ name: `listed-${index + 1}`, description: 'a listed customer', body },
    ...{ fixtures: [], isKnownValid: true },
  }));
  return [...fromFixtures, ...fromList];
}

/** Bodies for listed customers that no seed message names yet, in the order of how many new traits each customer shows. */
function selectListedBodies(
  suite: Suite,
  { customers, members }: DiscoveryResult,
  existing: readonly SeedMessage[],
): JsonObject[] {
  const used = new Set(existing.flatMap(({ body }) => Object.values(body)));
  const candidates = customers.flatMap((customer) => {
    const body = suite.createListedBody(customer, members);
    return body && !Object.values(body).some((value) => used.has(value))
      ? [{ body, traits: listTraits(customer) }]
      : [];
  });
  const seen = new Set(
    customers.filter(({ id = null }) => used.has(id)).flatMap((customer) => [...listTraits(customer)]),
  );
  const selected: JsonObject[] = [];
  while (candidates.length > 0) {
    const novelty = candidates.map(({ traits }) => [...traits].filter((trait) => !seen.has(trait)).length);
    const [next] = candidates.splice(novelty.indexOf(Math.max(...novelty)), 1);
    if (!next) break;
    for (const trait of next.traits) seen.add(trait);
    selected.push(next.body);
  }
  return selected;
}

/** What a value shows of its schema: the type at each location, and short words, which may be of an enum. */
function listTraits(value: Json, location = ''): Set<string> {
  if (Array.isArray(value))
    return new Set(value.flatMap((item, index) => [...listTraits(item, `${location}/${index}`)]));
  if (isObject(value)) {
    const children = Object.entries(value as JsonObject).flatMap(([name, own]) => [
      ...listTraits(own, `${location}/${name}`),
    ]);
    return new Set([`${location} object`, ...children]);
  }
  const type = value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
  const kind = typeof value === 'string' && /[^\x20-\x7e]/.test(value) ? 'text beyond ASCII' : type;
  const word = typeof value === 'string' && /^\w{1,8}$/.test(value) ? [`${location} ${value}`] : [];
  return new Set([`${location} ${kind}`, ...word]);
}

/** Two bodies from the schema alone, the first generated and the one with most properties. The target may refuse them for their data. */
function generateMessages(request: SchemaNode, values: ValidContext, seed: number): SeedMessage[] {
  const bodies = fc
    .sample(validValue(request.schema, values), { seed, numRuns: 20 })
    .filter((body) => isObject(body)) as JsonObject[]; // JSON values that are objects
  const [largest] = bodies.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length);
  return [bodies[0], largest].flatMap((body, index) =>
    body
      ? [
          {
            ...{ name: `generated-${index + 1}`, description: 'a generated body', body },
            ...{ fixtures: [], isKnownValid: false },
          },
        ]
      : [],
  );
}
