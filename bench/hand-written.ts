import fc from 'fast-check';
import { type Json, valueAt } from '../spec/json.ts';
import type { Contract } from '../spec/openapi/contract.ts';

/** What an engineer writes by hand for one schema. */
interface Pair {
  valid: fc.Arbitrary<object>;
  invalid: fc.Arbitrary<object>;
}

const uuid = fc.uuid({ version: 4 });
const text = fc.string({ unit: 'grapheme' });
const time = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const nullable = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });

const options = {
  member_id: nullable(uuid),
  external_member_id: nullable(text),
  return_url: nullable(fc.webUrl({ withQueryParameters: true, withFragments: true })),
};
const requests = fc.oneof(
  fc.record({ customer_id: uuid, ...options }, { requiredKeys: ['customer_id'] }),
  fc.record({ external_customer_id: text, ...options }, { requiredKeys: ['external_customer_id'] }),
);

/** The two request schemas and the two kinds of customer, as arbitraries written by hand. */
export function handWritten(contract: Contract): Readonly<Record<'request' | 'customer', Pair>> {
  const customer = customers(contract);
  return {
    request: {
      valid: requests,
      invalid: broken(requests, ['customer_id', 'external_customer_id', 'return_url']),
    },
    customer: {
      valid: customer,
      invalid: broken(customer, ['id', 'created_at', 'email_verified', 'metadata', 'type']),
    },
  };
}

function customers(contract: Contract): fc.Arbitrary<object> {
  const listed = (place: string) => {
    const values = valueAt(contract.document, `#/components/schemas/${place}/enum`);
    return fc.constantFrom(...(Array.isArray(values) ? (values as Json[]) : [null])); // of a JSON document
  };
  const address = fc.record(
    {
      country: listed('Address/properties/country'),
      ...{ line1: nullable(text), line2: nullable(text), city: nullable(text) },
      ...{ postal_code: nullable(text), state: nullable(text) },
    },
    { requiredKeys: ['country'] },
  );
  const common = {
    ...{ id: uuid, created_at: time, modified_at: nullable(time), organization_id: uuid },
    metadata: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.double(), fc.boolean()), { maxKeys: 3 }),
    ...{
      external_id: nullable(text),
      email_verified: fc.boolean(),
      name: nullable(text),
      locale: nullable(text),
    },
    billing_address: nullable(address),
    tax_id: nullable(fc.tuple(text, listed('TaxIDFormat'))),
    ...{ deleted_at: nullable(time), avatar_url: text },
  };
  const { external_id, locale, ...required } = common;
  const always = Object.keys(required) as (keyof typeof required)[]; // Object.keys forgets them
  return fc.oneof(
    fc.record(
      { ...common, type: fc.constant('individual'), email: text },
      { requiredKeys: [...always, 'type', 'email'] },
    ),
    fc.record(
      { ...common, type: fc.constant('team'), email: nullable(text) },
      { requiredKeys: [...always, 'type'] },
    ),
  );
}

/** One property removed or made a value of a wrong type. Nobody checks by hand that the whole is then invalid. */
function broken(valid: fc.Arbitrary<object>, names: readonly string[]): fc.Arbitrary<object> {
  const change = fc.constantFrom<readonly Json[]>([], [{}], [[]], [1.5]);
  return fc.tuple(valid, fc.constantFrom(...names), change).map(([value, name, [wrong]]) => {
    const { [name]: _, ...rest } = value as Record<string, Json>; // made above, of JSON
    return wrong === undefined ? rest : { ...rest, [name]: wrong };
  });
}
