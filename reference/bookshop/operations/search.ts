import type { JsonObject } from '../../../spec/json.ts';
import { toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { array, object } from '../values/containers.ts';
import { integer, number, string, uuid } from '../values/scalars.ts';
import { language } from './book-types.ts';

const cents = integer({ minimum: 0 });
const degrees = (limit: number) => number({ minimum: -limit, maximum: limit });

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

function matchesBook({ data }: Resource, { message }: BookshopContext): boolean {
  const { q, filter, price, years, keywords } = message.query;
  const [title, cost] = [stringOrEmpty(data.title), numberOr(data.price_cents, 0)];
  const { language: wanted, max_price_cents: most } = toObject(filter);
  const { min, max } = toObject(price);
  const year = Number(stringOrEmpty(data.published_on).slice(0, 4));
  return (
    contains(title, stringOrEmpty(q)) &&
    (wanted === undefined || data.language === wanted) &&
    cost >= numberOr(min, 0) &&
    cost <= Math.min(numberOr(max, Number.MAX_VALUE), numberOr(most, Number.MAX_VALUE)) &&
    (years === undefined || toArray(years).includes(year)) &&
    toArray(keywords).every((keyword) => contains(title, stringOrEmpty(keyword)))
  );
}

function search(context: BookshopContext): JsonResponse {
  const { store, message } = context;
  const query = stringOrEmpty(message.query.q);
  const books = store.books.list().filter((book) => matchesBook(book, context));
  const authors = store.authors.list().filter(({ data }) => contains(stringOrEmpty(data.name), query));
  const results: JsonObject[] = [
    ...books.map(({ id, data }) => ({ kind: 'book', book_id: id, title: data.title ?? null })),
    ...authors.map(({ id, data }) => ({ kind: 'author', author_id: id, name: data.name ?? null })),
  ];
  const body = { query, results: results.slice(0, 50) };
  return jsonResponse(200, body, { 'x-total-count': String(results.length) });
}

/** Operations with query parameters in every style. */
export const searchOperations: readonly OperationDefinition[] = [
  {
    id: 'search',
    method: 'GET',
    path: '/search',
    parameters: [
      { name: 'q', in: 'query', required: true, type: string({ minLength: 1, maxLength: 80 }) },
      {
        name: 'filter',
        in: 'query',
        isJson: true,
        type: object({
          properties: { language, max_price_cents: cents },
          closedBy: 'additionalProperties',
        }),
      },
      {
        name: 'price',
        in: 'query',
        style: 'deepObject',
        type: object({ properties: { min: cents, max: cents }, closedBy: 'additionalProperties' }),
      },
      {
        name: 'years',
        in: 'query',
        style: 'spaceDelimited',
        explode: false,
        type: array(integer({ minimum: 1400, maximum: 2100 }), { maxItems: 3 }),
      },
      {
        name: 'keywords',
        in: 'query',
        style: 'pipeDelimited',
        explode: false,
        type: array(string({ pattern: /^[a-z]+$/ }), { minItems: 2, uniqueItems: true }),
      },
      {
        name: 'near',
        in: 'query',
        explode: false,
        type: object({ properties: { lat: degrees(90), lng: degrees(180) }, required: ['lat', 'lng'] }),
      },
      { name: 'recent', in: 'cookie', explode: false, type: array(uuid, { maxItems: 5 }) },
    ],
    errors: 'problem',
    handle: search,
  },
];
