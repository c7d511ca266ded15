import fc from 'fast-check';
import type { ValidContext } from '../arbitraries/context.ts';
import { valid } from '../arbitraries/valid.ts';
import type { Fixtures } from '../spec/fixtures.ts';
import { isObject, type JsonObject } from '../spec/json.ts';
import type { SchemaNode } from '../spec/node.ts';
import type { Base, Suite } from './suite.ts';

/** The valid starting points that the fixtures allow. */
function knownBases(suite: Suite, fixtures: Fixtures, customers: readonly JsonObject[]): Base[] {
  const given = suite.bases.flatMap(({ name, says, body }) => {
    const values = Object.entries(body).map(([property, fixture]) => [property, fixtures[fixture]] as const);
    if (values.some(([, value]) => value === undefined)) return [];
    return [
      {
        name,
        says,
        body: Object.fromEntries(values) as JsonObject,
        fixtures: Object.values(body),
        known: true,
      },
    ]; // none is undefined
  });
  return [...given, ...listedBases(customers, given)];
}

/** Individuals that the target lists: more of what answers may hold. Teams would need members. */
function listedBases(customers: readonly JsonObject[], given: readonly Base[]): Base[] {
  const used = new Set(given.flatMap(({ body }) => Object.values(body)));
  return customers
    .filter(
      (customer) =>
        customer.type === 'individual' && typeof customer.id === 'string' && !used.has(customer.id),
    )
    .map((customer, index) => ({
      name: `listed-${index + 1}`,
      says: 'a listed individual customer, by id',
      body: { customer_id: customer.id ?? null },
      fixtures: [],
      known: true,
    }));
}

/** Bodies from the schema alone, where no fixtures are known: valid by the document, perhaps not by the data. */
function generatedBases(request: SchemaNode, values: ValidContext, seed: number): Base[] {
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
              says: 'a generated body',
              body: body as JsonObject,
              fixtures: [],
              known: false,
            },
          ]
        : [], // isObject was asked of JSON
  );
}

/** Where valid requests of an operation start from. */
export function basesOf(
  request: SchemaNode,
  suite: Suite | undefined,
  fixtures: Fixtures,
  customers: readonly JsonObject[],
  values: ValidContext,
  seed: number,
): Base[] {
  const known = suite ? knownBases(suite, fixtures, customers) : [];
  return known.length > 0 ? known : generatedBases(request, values, seed);
}
