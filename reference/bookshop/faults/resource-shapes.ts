import type { Json } from '../../../spec/json.ts';
import { addProperties, mapAt, mapNonNullAt, mapStringAt, removeAt, setAt } from '../../transforms/json.ts';
import type { Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { responseClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A change to one resource in the responses of one operation. */
interface ShapeRow {
  id: string;
  description: string;
  /** The stage that creates the representation of the resource. */
  stage: 'author' | 'book' | 'review' | 'order';
  operation: string;
  status?: string;
  /** The violated clause, without operation and status: `/title:required`. */
  clause: string;
  transform: Transform<Json>;
}

const getBook = { stage: 'book', operation: 'getBook' } as const;
const listBooks = { stage: 'book', operation: 'listBooks' } as const;
const createBook = { stage: 'book', operation: 'createBook', status: '201' } as const;
const createOrder = { stage: 'order', operation: 'createOrder', status: '201' } as const;

const rows: readonly ShapeRow[] = [
  {
    ...{ id: 'title-missing', description: 'A book lacks its `title`', clause: '/title:required' },
    ...{ ...getBook, transform: removeAt('title') },
  },
  {
    ...{ id: 'price-text', description: '`price_cents` is a string', clause: '/price_cents:type' },
    ...{ ...getBook, transform: mapAt('price_cents', String) },
  },
  {
    ...{ id: 'price-int32', description: '`price_cents` exceeds 32 bits', clause: '/price_cents:format' },
    ...{ ...getBook, transform: setAt('price_cents', 2 ** 31) },
  },
  {
    ...{ id: 'stock-null', description: '`stock` is null', clause: '/stock:type' },
    ...{ ...getBook, transform: setAt('stock', null) },
  },
  {
    ...{ id: 'id-not-uuid', description: 'The `id` of a book is a string of digits', clause: '/id:format' },
    ...{ ...getBook, transform: setAt('id', '1042') },
  },
  {
    ...{ id: 'time-without-zone', description: '`created_at` lacks an offset', clause: '/created_at:format' },
    ...{ ...createBook, transform: mapStringAt('created_at', (time) => time.replace('Z', '')) },
  },
  {
    ...{ id: 'url-relative', description: 'The `url` of a book is relative', clause: '/url:format' },
    ...{ ...createBook, transform: mapStringAt('url', (url) => new URL(url).pathname) },
  },
  {
    ...{ id: 'format-unknown', description: 'One of `formats` is not documented', clause: '/formats/-:enum' },
    ...{ ...createBook, transform: setAt('formats', ['scroll']) },
  },
  {
    ...{
      id: 'formats-repeated',
      description: 'An item of `formats` is repeated',
      clause: '/formats:uniqueItems',
    },
    ...{ ...createBook, transform: setAt('formats', ['ebook', 'ebook']) },
  },
  {
    ...{
      id: 'subtitle-missing',
      description: 'A `subtitle` that is null is left out',
      clause: '/subtitle:required',
    },
    ...{ ...createBook, transform: mapAt('subtitle', (value) => value ?? undefined) },
  },
  {
    ...{
      id: 'size-open',
      description: '`size` has an undocumented property',
      clause: '/items/-/size:additional*',
    },
    ...{ ...listBooks, transform: mapNonNullAt('size', addProperties({ depth: 20 })) },
  },
  {
    ...{ id: 'nested-chapter', description: 'The `title` of a chapter within a chapter is not a string' },
    ...{ clause: '/items/-/chapters*', ...listBooks, transform: setAt('chapters.0.chapters.0.title', 1.5) },
  },
  {
    ...{
      id: 'language-case',
      description: 'The `language` of a book is in upper case',
      clause: '/items/-/language:enum',
    },
    ...{ ...listBooks, transform: mapStringAt('language', (language) => language.toUpperCase()) },
  },
  {
    ...{
      id: 'write-only',
      description: 'The write-only `purchase_cents` is returned',
      clause: '/purchase_cents:writeOnly',
    },
    ...{ ...getBook, transform: addProperties({ purchase_cents: 400 }) },
  },
  {
    ...{ id: 'genres-null', description: 'The `genres` of an author are null instead of absent' },
    ...{ stage: 'author', operation: 'getAuthor', clause: '/genres:type' },
    transform: addProperties({ genres: null }),
  },
  {
    ...{
      id: 'rating-decimal',
      description: 'The `rating` of a review has a fraction',
      clause: '/rating:type',
    },
    ...{ stage: 'review', operation: 'getReview', transform: setAt('rating', 4.5) },
  },
  {
    ...{
      id: 'rating-range',
      description: 'The `rating` of a review is on a scale of ten',
      clause: '/-/rating:maximum',
    },
    ...{ stage: 'review', operation: 'listReviews', transform: setAt('rating', 10) },
  },
  {
    ...{
      id: 'order-open',
      description: 'An order has an undocumented property',
      clause: ':unevaluatedProperties',
    },
    ...{ ...createOrder, transform: addProperties({ warehouse: 'B' }) },
  },
  {
    ...{
      id: 'status-unknown',
      description: 'The `status` of an order is not documented',
      clause: '/status:enum',
    },
    ...{ ...createOrder, transform: setAt('status', 'new') },
  },
  {
    ...{ id: 'items-empty', description: 'The `items` of an order are empty', clause: '/items:minItems' },
    ...{ ...createOrder, transform: setAt('items', []) },
  },
];

/** Faults whose resources in responses violate their schemas. */
export const resourceShapes: readonly FaultDefinition[] = rows.map(
  ({ id, description, stage, operation, status = '200', clause, transform }) => ({
    id: `bookshop/shape:${id}`,
    description,
    violates: responseClauses(operation, status, clause),
    [stage]: inOperation(operation, transform),
  }),
);
