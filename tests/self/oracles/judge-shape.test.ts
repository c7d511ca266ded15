import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeShape } from '../../../oracles/judge-shape.ts';
import type { ShapeObservation } from '../../../oracles/shape-position.ts';
import { type Json, type JsonObject, valueAt } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { customers, invalidCustomers } from '../../../suites/polar/arbitraries/customers.ts';
import { contract, operation, subject } from './exchange.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

function getBody(status: string): SchemaNode {
  const node = subject.responses.get(status);
  if (!node) throw new Error(`the document has no response ${status}`);
  return node;
}

const created = getBody('201');
const rejected = getBody('422');
const validate = contract.getValidator(created.schemaPointer, 'response');

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

const listFailures = (root: SchemaNode, body: Json): ShapeObservation[] =>
  judgeShape(root, body).filter(({ failure }) => failure);

describe('the shape of a session', () => {
  it('passes for every valid customer, which ajv accepts too', () => {
    const property = fc.property(customers(contract), (customer) => {
      expect(listFailures(created, session(customer))).toEqual([]);
      expect(validate(session(customer))).toEqual([]);
    });
    fc.assert(property, { numRuns: VALUES });
  });

  it('is judged by clauses of the operation', () => {
    const known = new Set(subject.clauses.map(({ id }) => id));
    const [customer = {}] = fc.sample(customers(contract), 1);
    const observed = judgeShape(created, session(customer)).map(({ clause }) => clause);
    expect(observed.filter((id) => !known.has(id))).toEqual([]);
    expect(observed).toContain(`${operation}/201/token:type`);
  });

  it('fails at the violated location, by a violated clause, and nowhere else', () => {
    const property = fc.property(
      invalidCustomers(contract),
      ({ body, clauses, instancePointer, kind, after }) => {
        const found = listFailures(created, session(body));
        if (kind === 'discriminator/other tag') {
          const branch = `${operation}/201/customer@${after}/`; // a known tag selects the schema that judges
          expect(found.map(({ clause }) => clause.startsWith(branch))).toEqual(found.map(() => true));
          expect(found.length).toBeGreaterThan(0);
          return;
        }
        const location = `/customer${instancePointer}`;
        // a value that is not an object has no tag
        const expected = instancePointer === '' ? [`${operation}/201/customer:discriminator`] : clauses;
        expect(found.some(({ clause }) => expected.includes(clause))).toBe(true);
        const elsewhere = found.filter(({ failure }) => !overlaps(failure?.instancePointer ?? '', location));
        expect(elsewhere).toEqual([]);
        expect(validate(session(body)).length).toBeGreaterThan(0);
      },
    );
    fc.assert(property, { numRuns: VALUES });
  });
});

/** Whether two locations are the same, or one contains the other. */
const overlaps = (one: string, other: string): boolean =>
  one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);

const [valid = {}] = fc.sample(
  customers(contract).filter(({ type }) => type === 'team'),
  { numRuns: 1, seed: 1 },
);

const failures: readonly [description: string, customer: Json, clauses: string[], instancePointer: string][] =
  [
    ['an unknown tag', { ...valid, type: 'robot' }, ['201/customer:discriminator'], '/customer/type'],
    [
      'an absent tag',
      { ...valid, type: undefined as never },
      ['201/customer:discriminator'],
      '/customer/type',
    ],
    ['a customer that is a string', 'cus_1', ['201/customer:discriminator'], '/customer'],
    ['an invalid format in a team', { ...valid, id: 'x' }, ['201/customer@team/id:format'], '/customer/id'],
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

describe('a failure of shape', () => {
  it.each(failures)('names the clause and the location of %s', (_, customer, clauses, instancePointer) => {
    // `stringify` removes properties that are undefined
    const body = JSON.parse(JSON.stringify(session(customer))) as Json;
    const found = listFailures(created, body);
    expect(found.map(({ clause }) => clause.slice(operation.length + 1))).toEqual(clauses);
    expect(found[0]?.failure?.instancePointer).toBe(instancePointer);
    expect(found[0]?.failure?.received).toEqual(valueAt(body, instancePointer));
  });

  it('is at the whole body if that is not an object', () => {
    expect(listFailures(created, []).map(({ clause }) => clause)).toEqual([`${operation}/201:type`]);
  });

  it('is located in the branch that the type of the value selects', () => {
    const detail = [{ loc: ['body', 1, true], msg: 'm', type: 't' }];
    const [found] = listFailures(rejected, { detail });
    expect(found).toMatchObject({ failure: { instancePointer: '/detail/0/loc/2', received: true } });
  });
});
