import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { emptyMessage, type RequestMessage } from '../../spec/openapi/request-message.ts';
import type { DiscoveryResult } from '../../suites/fixtures.ts';
import type { SeedMessage, Suite } from '../../suites/suite.ts';
import type { ProposalInput } from './proposal-input.ts';
import { proposeMessages } from './propose-messages.ts';

/**
 * Creates the valid requests from which all cases of an operation are derived. They come from the suite's fixtures and
 * from at most `maxListed` customers that discovery listed; without these, they are the first and the largest proposal.
 */
export function createSeedMessages(
  proposals: ProposalInput,
  suite: Suite | undefined,
  discovery: DiscoveryResult,
  maxListed: number,
): SeedMessage[] {
  const known = suite ? createKnownMessages(suite, discovery, maxListed) : [];
  return known.length > 0 ? known : selectProposals(proposeMessages(proposals));
}

function selectProposals(proposals: readonly SeedMessage[]): SeedMessage[] {
  const size = ({ message }: SeedMessage): number => JSON.stringify(message).length;
  const [largest] = proposals.toSorted((a, b) => size(b) - size(a));
  return [...new Set(proposals.slice(0, 1).concat(largest ?? []))];
}

const withBody = (body: JsonObject): RequestMessage => ({ ...emptyMessage, body });

function createKnownMessages(suite: Suite, discovery: DiscoveryResult, maxListed: number): SeedMessage[] {
  const fromFixtures = suite.seedTemplates.flatMap(({ name, description, body }) => {
    const values = Object.entries(body).map(
      ([property, fixture]) => [property, discovery.fixtures[fixture]] as const,
    );
    if (values.some(([, value]) => value === undefined)) return [];
    const filled = Object.fromEntries(values) as JsonObject; // no value is undefined
    return [
      { name, description, message: withBody(filled), fixtures: Object.values(body), isKnownValid: true },
    ];
  });
  const listed = selectListedBodies(suite, discovery, fromFixtures).slice(0, maxListed);
  const fromList = listed.map((body, index) => ({
    ...{ name: `listed-${index + 1}`, description: 'a listed customer', message: withBody(body) },
    ...{ fixtures: [], isKnownValid: true },
  }));
  return [...fromFixtures, ...fromList];
}

/**
 * Returns bodies for listed customers that no seed message uses yet. Each next customer is the one with the most
 * characteristics that no earlier one has.
 */
function selectListedBodies(
  suite: Suite,
  { customers, members }: DiscoveryResult,
  existing: readonly SeedMessage[],
): JsonObject[] {
  const used = new Set(existing.flatMap(({ message }) => Object.values(message.body ?? {})));
  const candidates = customers.flatMap((customer) => {
    const body = suite.createListedBody(customer, members);
    return body && !Object.values(body).some((value) => used.has(value))
      ? [{ body, characteristics: listCharacteristics(customer) }]
      : [];
  });
  const seen = new Set(
    customers
      .filter(({ id = null }) => used.has(id))
      .flatMap((customer) => [...listCharacteristics(customer)]),
  );
  const selected: JsonObject[] = [];
  while (candidates.length > 0) {
    const novelty = candidates.map(
      ({ characteristics }) => [...characteristics].filter((each) => !seen.has(each)).length,
    );
    const [next] = candidates.splice(novelty.indexOf(Math.max(...novelty)), 1);
    if (!next) break;
    for (const each of next.characteristics) seen.add(each);
    selected.push(next.body);
  }
  return selected;
}

/** The characteristics of a value: the type at each location, and short strings, which may be values of an enum. */
function listCharacteristics(value: Json, location = ''): Set<string> {
  if (Array.isArray(value))
    return new Set(value.flatMap((item, index) => [...listCharacteristics(item, `${location}/${index}`)]));
  if (isObject(value)) {
    const children = Object.entries(value as JsonObject).flatMap(([name, own]) => [
      ...listCharacteristics(own, `${location}/${name}`),
    ]);
    return new Set([`${location} object`, ...children]);
  }
  const type = value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
  const kind = typeof value === 'string' && /[^\x20-\x7e]/.test(value) ? 'text beyond ASCII' : type;
  const word = typeof value === 'string' && /^\w{1,8}$/.test(value) ? [`${location} ${value}`] : [];
  return new Set([`${location} ${kind}`, ...word]);
}
