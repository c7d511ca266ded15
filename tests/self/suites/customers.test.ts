import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { customerNode, customers, invalidCustomers } from '../../../suites/polar/arbitraries/customers.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 300);

let contract: Contract;
let drawn: JsonObject[];
let errorsOf: (value: unknown) => unknown[];

beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  drawn = fc.sample(customers(contract), { numRuns: VALUES, seed: 1 });
  errorsOf = contract.validator(customerNode(contract).schemaPointer, 'response');
});

const has = (test: (customer: JsonObject) => boolean): boolean => drawn.some(test);
const nullable = ['modified_at', 'external_id', 'name', 'billing_address', 'tax_id', 'locale', 'deleted_at'];

describe('customers', () => {
  it('fit the contract', () => {
    expect(drawn.filter((customer) => errorsOf(customer).length > 0)).toEqual([]);
  });

  it.each(['individual', 'team'])('are of type %s', (type) => {
    expect(has((customer) => customer.type === type)).toBe(true);
  });

  it.each(nullable)('have a %s, or null', (name) => {
    expect(has((customer) => customer[name] === null)).toBe(true);
    expect(has((customer) => (customer[name] ?? null) !== null)).toBe(true);
  });

  it.each(['external_id', 'locale'])('may lack the optional %s', (name) => {
    expect(has((customer) => !Object.hasOwn(customer, name))).toBe(true);
  });

  it('that are teams may lack an e-mail address, or have null', () => {
    expect(has(({ type, email }) => type === 'team' && email === undefined)).toBe(true);
    expect(has(({ type, email }) => type === 'team' && email === null)).toBe(true);
    expect(has(({ type, email }) => type === 'individual' && typeof email !== 'string')).toBe(false);
  });

  it('have metadata of all four types', () => {
    const values = drawn.flatMap(({ metadata }) => Object.values(metadata as JsonObject));
    const types = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
    expect([...types].sort()).toEqual(['boolean', 'integer', 'number', 'string']);
  });

  it('have addresses and tax ids of one country, names beyond ASCII, and dates in order', () => {
    const swede = drawn.find(
      ({ tax_id, billing_address }) =>
        Array.isArray(tax_id) && tax_id[0] === 'SE556703748501' && billing_address,
    );
    expect(swede?.billing_address).toMatchObject({ country: 'SE' });
    expect(has(({ name }) => typeof name === 'string' && /[^\x00-\x7f]/.test(name))).toBe(true);
    const disorder = drawn.filter(
      ({ created_at, modified_at }) => modified_at !== null && String(modified_at) < String(created_at),
    );
    expect(disorder).toEqual([]);
  });

  it('have ids of their own', () => {
    expect(new Set(drawn.map(({ id }) => id)).size).toBe(drawn.length);
  });
});

describe('invalid customers', () => {
  it('are violated in one known place', () => {
    for (const { body, where, clause } of fc.sample(invalidCustomers(contract), {
      numRuns: VALUES,
      seed: 1,
    })) {
      const places = (errorsOf(body) as { where: string }[]).map((error) => error.where);
      expect(places.some((place) => place === where || where.startsWith(`${place}/`))).toBe(true);
      expect(clause).toMatch(/^customer-sessions:create\/201\/customer/);
    }
  });
});
