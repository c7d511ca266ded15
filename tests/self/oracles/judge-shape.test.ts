import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeShape, type ShapeObservation } from '../../../oracles/judge-shape.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { customers, invalidCustomers } from '../../../suites/polar/arbitraries/customers.ts';
import { contract, operation, subject } from './exchange.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

function bodyOf(status: string): SchemaNode {
  const node = subject.responses.get(status);
  if (!node) throw new Error(`the document describes ${status}`);
  return node;
}

const created = bodyOf('201');
const refused = bodyOf('422');
const errorsOf = contract.getValidator(created.schemaPointer, 'response');

const session = (customer: Json): JsonObject => ({
  created_at: '2026-11-24T10:00:00Z',
  modified_at: null,
  id: '0f0c9a6e-4a53-4d5e-9f43-0123456789ab',
  token: 'polar_mst_x',
  expires_at: '2026-11-24T11:00:00Z',
  return_url: null,
  customer_portal_url: 'https://polar.example/acme/portal',
  customer_id: '0f0c9a6e-4a53-4d5e-9f43-0123456789ab',
  customer,
});

const wrongs = (root: SchemaNode, body: Json): ShapeObservation[] =>
  judgeShape(root, body).filter(({ failure }) => failure);

describe('the shape of a session', () => {
  it('holds for every valid customer, whom ajv takes too', () => {
    const property = fc.property(customers(contract), (customer) => {
      expect(wrongs(created, session(customer))).toEqual([]);
      expect(errorsOf(session(customer))).toEqual([]);
    });
    fc.assert(property, { numRuns: VALUES });
  });

  it('is judged by clauses that there are, each value by some of them', () => {
    const known = new Set(subject.clauses.map(({ id }) => id));
    const [customer = {}] = fc.sample(customers(contract), 1);
    const observed = judgeShape(created, session(customer)).map(({ clause }) => clause);
    expect(observed.filter((id) => !known.has(id))).toEqual([]);
    expect(observed).toContain(`${operation}/201/token:type`);
  });

  it('is wrong at the violated place, by a clause that was violated, and nowhere beside it', () => {
    const property = fc.property(
      invalidCustomers(contract),
      ({ body, clauses, instancePointer, kind, after }) => {
        const found = wrongs(created, session(body));
        if (kind === 'discriminator/other tag') {
          const ofTag = `${operation}/201/customer@${after}/`; // a tag that is known is believed: its schema judges
          expect(found.map(({ clause }) => clause.startsWith(ofTag))).toEqual(found.map(() => true));
          expect(found.length).toBeGreaterThan(0);
          return;
        }
        const place = `/customer${instancePointer}`;
        const voices = instancePointer === '' ? [`${operation}/201/customer:discriminator`] : clauses; // what is no object has no tag
        expect(found.some(({ clause }) => voices.includes(clause))).toBe(true);
        const elseinstancePointer = found.filter(({ failure }) => !touches(failure?.where ?? '', place));
        expect(elsewhere).toEqual([]);
        expect(errorsOf(session(body)).length).toBeGreaterThan(0);
      },
    );
    fc.assert(property, { numRuns: VALUES });
  });
});

/** The place, what holds it, or what it holds. */
const touches = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

const [valid = {}] = fc.sample(
  customers(contract).filter(({ type }) => type === 'team'),
  { numRuns: 1, seed: 1 },
);

const told: readonly [says: string, customer: Json, clauses: string[], where: string][] = [
  ['a tag that there is not', { ...valid, type: 'robot' }, ['201/customer:discriminator'], '/customer/type'],
  [
    'a tag that is absent',
    { ...valid, type: undefined as never },
    ['201/customer:discriminator'],
    '/customer/type',
  ],
  ['a customer that is a text', 'cus_1', ['201/customer:discriminator'], '/customer'],
  ['a wrong format in a team', { ...valid, id: 'x' }, ['201/customer@team/id:format'], '/customer/id'],
  [
    'a metadata value that is null',
    { ...valid, metadata: { a: null } },
    ['201/customer@team/metadata/+:anyOf'],
    '/customer/metadata/a',
  ],
  [
    'a tax id of one item',
    { ...valid, tax_id: ['SE556703748501'] },
    ['201/customer@team/tax_id@array:minItems'],
    '/customer/tax_id',
  ],
];

describe('a finding of shape', () => {
  it.each(told)('names the clause and the place of %s', (_, customer, clauses, where) => {
    const found = wrongs(created, JSON.parse(JSON.stringify(session(customer))) as Json); // undefined is absent
    expect(found.map(({ clause }) => clause.slice(operation.length + 1))).toEqual(clauses);
    expect(found[0]?.failure?.instancePointer).toBe(where);
  });

  it('is the whole body’s where the body is no object', () => {
    expect(wrongs(created, []).map(({ clause }) => clause)).toEqual([`${operation}/201:type`]);
  });

  it('tells the branch of a union of types by the type of the value', () => {
    const detail = [{ loc: ['body', 1, true], msg: 'm', type: 't' }];
    const [found] = wrongs(refused, { detail });
    expect(found).toMatchObject({ wrong: { where: '/detail/0/loc/2', received: true } });
  });
});
