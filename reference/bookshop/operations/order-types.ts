import { array, type ObjectOptions, object } from '../values/containers.ts';
import { boolean, integer, string } from '../values/scalars.ts';
import { nullable, tagged } from '../values/unions.ts';
import type { ValueType } from '../values/value-type.ts';
import { isbn } from './book-types.ts';

/** An object type that requires all its properties and allows no others. */
const exact = (properties: ObjectOptions['properties']): ValueType =>
  object({ properties, required: Object.keys(properties), closedBy: 'additionalProperties' });

const text = string({ minLength: 1 });

const payment = tagged('method', {
  card: exact({
    method: text,
    number: string({ pattern: /^[0-9]{12,19}$/ }),
    expires: string({ pattern: /^(0[1-9]|1[0-2])\/[0-9]{2}$/ }),
  }),
  invoice: exact({ method: text, due_days: integer({ values: [14, 30, 60] }) }),
  VoucherPayment: exact({ method: text, code: string({ pattern: /^[A-Z]{3}-[0-9]{4}$/ }) }),
});

const address = tagged('place', {
  HomeAddress: exact({ place: text, street: text, city: text }),
  ParcelLocker: exact({ place: text, locker: integer({ minimum: 1 }) }),
});

const delivery = tagged('kind', {
  pickup: exact({ kind: text, shop: string({ minLength: 1, maxLength: 40 }) }),
  shipping: exact({ kind: text, address }),
});

const giftWrap = object({
  properties: { colour: string({ values: ['blue', 'gold', 'green'] }), card: string({ maxLength: 80 }) },
  required: ['colour'],
  closedBy: 'additionalProperties',
});

const orderLine = exact({ isbn, quantity: integer({ minimum: 1, maximum: 99 }) });

export const newOrderType = object({
  properties: {
    items: array(orderLine, { minItems: 1, maxItems: 10 }),
    payment,
    delivery,
    gift: nullable(giftWrap),
    note: string({ maxLength: 200 }),
  },
  required: ['items', 'payment', 'delivery'],
  closedBy: 'unevaluatedProperties',
});

export const cancellationType = object({
  properties: {
    reason: string({ values: ['late', 'mistake', 'other'] }),
    refund: boolean,
    comment: nullable(string({ maxLength: 200 })),
  },
});
