import fc from 'fast-check';
import type { ValidContext } from '../../arbitraries/context.ts';
import { valid } from '../../arbitraries/valid.ts';
import type { Known } from '../../spec/fixtures.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { SeedMessage, Suite } from '../../suites/suite.ts';

/** The valid starting points that the fixtures allow. */
function knownBases(suite: Suite, known: Known, most: number): SeedMessage[] {
  const given = suite.bases.flatMap(({ name, says, body }) => {
    const values = Object.entries(body).map(
      ([property, fixture]) => [property, known.fixtures[fixture]] as const,
    );
    if (values.some(([, value]) => value === undefined)) return [];
    const made = Object.fromEntries(values) as JsonObject; // none is undefined
    return [{ name, description: says, body: made, fixtures: Object.values(body), known: true }];
  });
  return [...given, ...listedBases(suite, known, given).slice(0, most)];
}

/** Other customers that the target lists, those first that show most of what no earlier one does. */
function listedBases(
  suite: Suite,
  { customers, members }: Known,
  given: readonly SeedMessage[],
): SeedMessage[] {
  const used = new Set(given.flatMap(({ body }) => Object.values(body)));
  const open = customers.flatMap((customer) => {
    const body = suite.listed(customer, members);
    return body && !Object.values(body).some((value) => used.has(value))
      ? [{ body, traits: traitsOf(customer) }]
      : [];
  });
  const seen = new Set(
    customers.filter(({ id = null }) => used.has(id)).flatMap((customer) => [...traitsOf(customer)]),
  );
  const chosen: JsonObject[] = [];
  while (open.length > 0) {
    const novelty = open.map(({ traits }) => [...traits].filter((trait) => !seen.has(trait)).length);
    const [next] = open.splice(novelty.indexOf(Math.max(...novelty)), 1);
    if (!next) break;
    for (const trait of next.traits) seen.add(trait);
    chosen.push(next.body);
  }
  return chosen.map((body, index) => ({
    name: `listed-${index + 1}`,
    description: 'a listed customer',
    body,
    fixtures: [],
    known: true,
  }));
}

/** What a value shows of its schema: which places are set, to which type of value, and short words, which may be of an enum. */
function traitsOf(value: Json, where = ''): Set<string> {
  if (Array.isArray(value))
    return new Set(value.flatMap((item, index) => [...traitsOf(item, `${where}/${index}`)]));
  if (isObject(value)) {
    const places = Object.entries(value as JsonObject).map(([name, own]) =>
      traitsOf(own, `${where}/${name}`),
    ); // isObject was asked of JSON
    return new Set([`${where} object`, ...places.flatMap((traits) => [...traits])]);
  }
  const type = value === null ? 'null' : Number.isInteger(value) ? 'integer' : typeof value;
  const kind = typeof value === 'string' && /[^\x20-\x7e]/.test(value) ? 'text beyond ASCII' : type;
  const word = typeof value === 'string' && /^\w{1,8}$/.test(value) ? [`${where} ${value}`] : [];
  return new Set([`${where} ${kind}`, ...word]);
}

/** Bodies from the schema alone, where no fixtures are known: valid by the document, perhaps not by the data. */
function generatedBases(request: SchemaNode, values: ValidContext, seed: number): SeedMessage[] {
  const bodies = fc
    .sample(valid(request.schema, values), { seed, numRuns: 20 })
    .filter((body) => isObject(body));
  const [least, most] = [
    bodies[0],
    bodies.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0],
  ];
  return [least, most].flatMap(
    (body, index) =>
      body
        ? [
            {
              name: `generated-${index + 1}`,
              description: 'a generated body',
              body: body as JsonObject,
              fixtures: [],
              known: false,
            },
          ]
        : [], // isObject was asked of JSON
  );
}

/** Where valid requests of an operation start from; of listed customers so many at most. */
export function basesOf(
  request: SchemaNode,
  suite: Suite | undefined,
  known: Known,
  values: ValidContext,
  seed: number,
  most: number,
): SeedMessage[] {
  const bases = suite ? knownBases(suite, known, most) : [];
  return bases.length > 0 ? bases : generatedBases(request, values, seed);
}
