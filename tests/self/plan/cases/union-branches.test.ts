import { describe, expect, it } from 'vitest';
import { createNegativeCases } from '../../../../plan/cases/negative.ts';
import { toPlainCase } from '../../../../plan/cases/positive.ts';
import { createBranchCases } from '../../../../plan/cases/union-branches.ts';
import { isObject, type Json, type JsonObject, valueAt } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';
import { createContexts, getJson } from '../library.ts';

const object = (properties: JsonObject): JsonObject => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  additionalProperties: false,
});
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const text: Json = { type: 'string' };

/** A payment with a partial mapping: its branches do not state their tags, and `Voucher` is mapped by its name only. */
const contract = await loadDocument(
  createDocument(
    {
      Card: object({ method: text, number: { type: 'string', pattern: '^[0-9]{4}$' } }),
      Invoice: object({ method: text, days: { enum: [14, 30] } }),
      Voucher: object({ method: text, code: { type: 'string', maxLength: 5 } }),
      Home: object({ place: text, street: { type: 'string', minLength: 1 } }),
      Locker: object({ place: text, number: { type: 'integer', minimum: 1 } }),
    },
    {
      paths: {
        '/orders': {
          post: {
            operationId: 'order',
            requestBody: {
              required: true,
              content: {
                'application/json': {
                  schema: object({
                    payment: {
                      oneOf: [ref('Card'), ref('Invoice'), ref('Voucher')],
                      discriminator: {
                        propertyName: 'method',
                        mapping: {
                          card: '#/components/schemas/Card',
                          invoice: '#/components/schemas/Invoice',
                        },
                      },
                    },
                    address: {
                      oneOf: [ref('Home'), ref('Locker')],
                      discriminator: { propertyName: 'place' },
                    },
                  }),
                  example: {
                    payment: { method: 'invoice', days: 14 },
                    address: { place: 'Home', street: 'A' },
                  },
                },
              },
            },
            responses: { 201: { description: 'Created' } },
          },
        },
      },
    },
  ),
);
const context = (await createContexts(contract)).get('order');
const request = context?.model.request;
if (!context || !request) throw new Error('the document has no operation with a body');

const tagsByProperty: Readonly<Record<string, string>> = {
  number: 'card',
  days: 'invoice',
  code: 'Voucher',
  street: 'Home',
};

describe('branches of unions inside a body', () => {
  const cases = createBranchCases(context, request);

  it.each([
    ['/payment/method', 'payment', ['Voucher', 'card', 'invoice']],
    ['/address/place', 'address', ['Home', 'Locker']],
  ])('that no seed message has get a case each, with the tag at %s', (pointer, name, tags) => {
    const seeds = context.seedMessages.map(({ message }) => valueAt(message.body, pointer));
    const own = cases.filter(({ id }) => id.includes(`/request/${name}@`));
    const added = own.map((each) => valueAt(getJson(each), pointer));
    expect(own.map(({ id }) => id.replace(/.*@/, ''))).toEqual(added);
    expect([...new Set(seeds), ...added].toSorted()).toEqual(tags);
  });

  it('cover the clauses of the branches that their bodies have, as seed messages do', () => {
    const seeds = context.seedMessages.map((seed) => toPlainCase(context, seed));
    for (const each of [...seeds, ...cases]) {
      const tags = [['payment', '/payment/method'] as const, ['address', '/address/place'] as const].map(
        ([name, pointer]) => `order/request/${name}@${valueAt(getJson(each), pointer)}:accepted`,
      );
      expect(each.covers).toEqual(expect.arrayContaining(tags));
      expect(each.covers.filter((id) => id.includes('@'))).toHaveLength(tags.length);
    }
  });

  it('may be rejected, because their values are generated', () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.filter(({ kind, mayBeRejected }) => kind !== 'valid' || !mayBeRejected)).toEqual([]);
  });
});

describe('negative cases in a branch', () => {
  it('have the tag that selects the branch, unless they violate the tag', () => {
    const negative = createNegativeCases(context);
    const all = [...negative.firstRound, ...negative.createMoreRounds(9)].filter(
      ({ violation }) => violation && !/discriminator|type|oneOf|required|additional/.test(violation.keyword),
    );
    const payments = all.map((each) => valueAt(getJson(each), '/payment')).filter(isObject);
    const tagged = payments.flatMap((payment) =>
      Object.entries(tagsByProperty).flatMap(([name, tag]) =>
        Object.hasOwn(payment, name) ? [[payment.method, tag]] : [],
      ),
    );
    expect(new Set(tagged.map(([, tag]) => tag))).toEqual(new Set(['card', 'invoice', 'Voucher']));
    for (const [sent, tag] of tagged) expect(sent).toBe(tag);
  });
});
