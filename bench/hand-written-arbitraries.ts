import fc from 'fast-check';
import { type Json, valueAt } from '../spec/json.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** The arbitraries that an engineer might write by hand for one schema, for comparison. */
interface ArbitraryPair {
  valid: fc.Arbitrary<object>;
  invalid: fc.Arbitrary<object>;
}

const uuid = fc.uuid({ version: 4 });
const text = fc.string({ unit: 'grapheme' });
const timestamp = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const options = {
  member_id: nullable(uuid),
  external_member_id: nullable(text),
  return_url: nullable(fc.webUrl({ withQueryParameters: true, withFragments: true })),
};
const requests = fc.oneof(
  fc.record({ customer_id: uuid, ...options }, { requiredKeys: ['customer_id'] }),
  fc.record({ external_customer_id: text, ...options }, { requiredKeys: ['external_customer_id'] }),
);

/** Returns hand-written arbitraries for both branches of the request and both types of customer. */
export function createHandWrittenArbitraries(
  contract: Contract,
): Readonly<Record<'request' | 'customer', ArbitraryPair>> {
  const customer = createCustomers(contract);
  return {
    request: {
      valid: requests,
      invalid: createInvalid(requests, ['customer_id', 'external_customer_id', 'return_url']),
    },
    customer: {
      valid: customer,
      invalid: createInvalid(customer, ['id', 'created_at', 'email_verified', 'metadata', 'type']),
    },
  };
}

function createCustomers(contract: Contract): fc.Arbitrary<object> {
  const enumValue = (path: string) => {
    const values = valueAt(contract.document, `#/components/schemas/${path}/enum`);
    // the document was parsed from JSON
    return fc.constantFrom(...(Array.isArray(values) ? (values as Json[]) : [null]));
  };
  const address = fc.record(
    {
      country: enumValue('Address/properties/country'),
      ...{ line1: nullable(text), line2: nullable(text), city: nullable(text) },
      ...{ postal_code: nullable(text), state: nullable(text) },
    },
    { requiredKeys: ['country'] },
  );
  const common = {
    ...{ id: uuid, created_at: timestamp, modified_at: nullable(timestamp), organization_id: uuid },
    metadata: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.double(), fc.boolean()), { maxKeys: 3 }),
    ...{
      external_id: nullable(text),
      email_verified: fc.boolean(),
      name: nullable(text),
      locale: nullable(text),
    },
    billing_address: nullable(address),
    tax_id: nullable(fc.tuple(text, enumValue('TaxIDFormat'))),
    ...{ deleted_at: nullable(timestamp), avatar_url: text },
  };
  const { external_id, locale, ...required } = common;
  const requiredKeys = Object.keys(required) as (keyof typeof required)[]; // `Object.keys` returns `string[]`
  return fc.oneof(
    fc.record(
      { ...common, type: fc.constant('individual'), email: text },
      { requiredKeys: [...requiredKeys, 'type', 'email'] },
    ),
    fc.record(
      { ...common, type: fc.constant('team'), email: nullable(text) },
      { requiredKeys: [...requiredKeys, 'type'] },
    ),
  );
}

/**
 * Removes one property, or gives it a value of the wrong type. The result is not validated, as is usual in hand-written
 * tests.
 */
function createInvalid(valid: fc.Arbitrary<object>, names: readonly string[]): fc.Arbitrary<object> {
  const replacement = fc.constantFrom<readonly Json[]>([], [{}], [[]], [1.5]);
  return fc.tuple(valid, fc.constantFrom(...names), replacement).map(([value, name, [wrong]]) => {
    const { [name]: _, ...rest } = value as Record<string, Json>; // all arbitraries above generate JSON values
    return wrong === undefined ? rest : { ...rest, [name]: wrong };
  });
}
