import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import type { Contract, Validator } from '../../../spec/openapi/contract.ts';
import {
  customers,
  findCustomerNode,
  invalidCustomers,
} from '../../../suites/polar/arbitraries/customers.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 300);

let contract: Contract;
let samples: JsonObject[];
let validate: Validator;

beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  samples = fc.sample(customers(contract), { numRuns: VALUES, seed: 1 });
  validate = contract.getValidator(findCustomerNode(contract).schemaPointer, 'response');
});

const hasCustomer = (predicate: (customer: JsonObject) => boolean): boolean => samples.some(predicate);
const nullable = ['modified_at', 'external_id', 'name', 'billing_address', 'tax_id', 'locale', 'deleted_at'];

describe('customers', () => {
  it('are valid against the contract', () => {
    expect(samples.filter((customer) => validate(customer).length > 0)).toEqual([]);
  });

  it.each(['individual', 'team'])('include the type %s', (type) => {
    expect(hasCustomer((customer) => customer.type === type)).toBe(true);
  });

  it.each(nullable)('have a value or null as %s', (name) => {
    expect(hasCustomer((customer) => customer[name] === null)).toBe(true);
    expect(hasCustomer((customer) => (customer[name] ?? null) !== null)).toBe(true);
  });

  it.each(['external_id', 'locale'])('include some without the optional %s', (name) => {
    expect(hasCustomer((customer) => !Object.hasOwn(customer, name))).toBe(true);
  });

  it('of type team may have no e-mail address, or null', () => {
    expect(hasCustomer(({ type, email }) => type === 'team' && email === undefined)).toBe(true);
    expect(hasCustomer(({ type, email }) => type === 'team' && email === null)).toBe(true);
    expect(hasCustomer(({ type, email }) => type === 'individual' && typeof email !== 'string')).toBe(false);
  });

  it('have metadata values of all four types', () => {
    const values = samples.flatMap(({ metadata }) => Object.values(metadata as JsonObject));
    const types = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
    expect([...types].sort()).toEqual(['boolean', 'integer', 'number', 'string']);
  });

  it('have an address and a tax id of the same country, non-ASCII names, and ordered timestamps', () => {
    const swedish = samples.find(
      ({ tax_id, billing_address }) =>
        Array.isArray(tax_id) && tax_id[0] === 'SE556703748501' && billing_address,
    );
    expect(swedish?.billing_address).toMatchObject({ country: 'SE' });
    expect(hasCustomer(({ name }) => typeof name === 'string' && /[^\x00-\x7f]/.test(name))).toBe(true);
    const unordered = samples.filter(
      ({ created_at, modified_at }) => modified_at !== null && String(modified_at) < String(created_at),
    );
    expect(unordered).toEqual([]);
  });

  it('have unique ids', () => {
    expect(new Set(samples.map(({ id }) => id)).size).toBe(samples.length);
  });
});

describe('invalid customers', () => {
  it('are invalid at the reported location', () => {
    const mutations = fc.sample(invalidCustomers(contract), { numRuns: VALUES, seed: 1 });
    for (const { body, instancePointer, clause } of mutations) {
      const pointers = validate(body).map((error) => error.instancePointer);
      expect(
        pointers.some((pointer) => pointer === instancePointer || instancePointer.startsWith(`${pointer}/`)),
      ).toBe(true);
      expect(clause).toMatch(/^customer-sessions:create\/201\/customer/);
    }
  });
});
