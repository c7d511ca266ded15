import { acceptInvalid } from './lax-row.ts';

/** Faults that do not enforce rules of JSON bodies other than books. */
export const laxBodies = acceptInvalid([
  {
    id: 'body:joined-at-format',
    description: 'A `joined_at` that is not a date and time is accepted',
    operation: 'createAuthor',
    place: 'body.joined_at',
    rule: 'format',
  },
  {
    id: 'body:rating-range',
    description: 'A `rating` above its maximum is accepted',
    operation: 'createReview',
    place: 'body.rating',
    rule: 'maximum',
  },
  {
    id: 'body:patch-empty',
    description: 'An empty patch is accepted',
    operation: 'updateBook',
    place: 'body',
    rule: 'minProperties',
    clausePath: 'request*',
  },
  {
    id: 'body:patch-open',
    description: 'An undocumented property of a patch is accepted',
    operation: 'updateBook',
    place: 'body.*',
    rule: 'additionalProperties',
    clausePath: 'request*',
  },
  {
    id: 'body:order-open',
    description: 'An undocumented property of an order is accepted',
    operation: 'createOrder',
    place: 'body.*',
    rule: 'unevaluatedProperties',
  },
  {
    id: 'body:items-empty',
    description: 'An order without items is accepted',
    operation: 'createOrder',
    place: 'body.items',
    rule: 'minItems',
  },
  {
    id: 'body:quantity-range',
    description: 'A `quantity` above its maximum is accepted',
    operation: 'createOrder',
    place: 'body.items.*.quantity',
    rule: 'maximum',
  },
  {
    id: 'body:card-pattern',
    description: 'A card `number` that does not match its pattern is accepted',
    operation: 'createOrder',
    place: 'body.payment.number',
    rule: 'pattern',
    clausePath: 'request/payment@*/number',
  },
  {
    id: 'body:due-days-unknown',
    description: 'An undocumented number of `due_days` is accepted',
    operation: 'createOrder',
    place: 'body.payment.due_days',
    rule: 'enum',
    clausePath: 'request/payment@*/due_days',
  },
  {
    id: 'body:reason-unknown',
    description: 'An unknown `reason` is accepted',
    operation: 'cancelOrder',
    place: 'body.reason',
    rule: 'enum',
  },
]);
