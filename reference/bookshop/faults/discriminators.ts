import type { Json } from '../../../spec/json.ts';
import { mapAt, setAt } from '../../transforms/json.ts';
import { mapResponseBody } from '../../transforms/response.ts';
import { ignoreIssues, mapMessage, rejectValues } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { acceptanceClauses, requestClauses, responseClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const paymentClauses = (...keywords: string[]) =>
  requestClauses('createOrder', 'request/payment*', ...keywords);

/** Rejects orders that have this value of the discriminator at the place. */
const rejectTag = (place: string, tag: Json) => rejectValues('createOrder', place, (value) => value === tag);

/** Faults in unions with a discriminator, in requests and responses. */
export const discriminators: readonly FaultDefinition[] = [
  {
    id: 'bookshop/discriminator:unknown-tag',
    description: 'A payment with an unknown `method` is accepted',
    violates: paymentClauses('discriminator', 'oneOf'),
    issues: ignoreIssues('createOrder', 'body.payment.method', 'discriminator'),
  },
  {
    id: 'bookshop/discriminator:missing-tag',
    description: 'A payment without `method` is accepted and read as an invoice',
    violates: paymentClauses('discriminator', 'oneOf', 'required'),
    message: mapMessage('createOrder', 'body.payment', (value) =>
      typeof value === 'object' && value !== null && !('method' in value)
        ? { method: 'invoice', due_days: 30 }
        : value,
    ),
  },
  {
    id: 'bookshop/discriminator:branch-not-checked',
    description: 'The properties of a payment are not checked against its branch',
    violates: paymentClauses('*'),
    issues: ignoreIssues('createOrder', 'body.payment.**', '*'),
  },
  {
    id: 'bookshop/discriminator:nested-tag',
    description: 'An address with an unknown `place` is accepted',
    violates: requestClauses('createOrder', 'request/delivery*', '*'),
    issues: ignoreIssues('createOrder', 'body.delivery.address.place', 'discriminator'),
  },
  {
    id: 'bookshop/discriminator:wrong-branch',
    description: 'A payment by card is checked against the branch of an invoice, and rejected',
    violates: acceptanceClauses('createOrder'),
    issues: rejectTag('body.payment.method', 'card'),
  },
  {
    id: 'bookshop/discriminator:implicit-name',
    description: 'A payment whose `method` is the name of an unmapped schema is rejected',
    violates: acceptanceClauses('createOrder'),
    issues: rejectTag('body.payment.method', 'VoucherPayment'),
  },
  {
    id: 'bookshop/discriminator:nested-branch',
    description: 'An address that is a parcel locker is rejected',
    violates: acceptanceClauses('createOrder'),
    issues: rejectTag('body.delivery.address.place', 'ParcelLocker'),
  },
  {
    id: 'bookshop/discriminator:response-unknown-tag',
    description: 'The payment of an order has an unknown `method`',
    violates: responseClauses('createOrder', '201', '/payment*'),
    order: setAt('payment.method', 'cash'),
  },
  {
    id: 'bookshop/discriminator:response-wrong-branch',
    description: 'A book among the results of a search has the `kind` of an author',
    violates: responseClauses('search', '200', '/results*'),
    response: onResponse('search', 200, mapResponseBody(mapAt('results.0.kind', () => 'author'))),
  },
  {
    id: 'bookshop/discriminator:response-no-tag',
    description: 'The first result of a search has no `kind`',
    violates: responseClauses('search', '200', '/results*'),
    response: onResponse('search', 200, mapResponseBody(mapAt('results.0.kind', () => undefined))),
  },
];
