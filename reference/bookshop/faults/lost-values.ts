import type { Json, JsonObject } from '../../../spec/json.ts';
import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { mapAt, mapNonNullAt, mapStringAt, setAt } from '../../transforms/json.ts';
import { mapResponseBody, setHeader } from '../../transforms/response.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A change to what a creation stores. */
interface StoredRow {
  id: string;
  description: string;
  operation: 'createAuthor' | 'createBook' | 'createReview' | 'createOrder';
  transform: Transform<Json>;
}

const mapText = (path: string, replace: (text: string) => string): Transform<Json> =>
  mapStringAt(path, (text) => replace(text));

const without =
  (...names: string[]): Transform<Json> =>
  (value) =>
    omit(toObject(value), ...names);

const swapSides: Transform<Json> = mapNonNullAt('size', (size) => {
  const { height = null, width = null } = toObject(size);
  return { height: width, width: height };
});

const rows: readonly StoredRow[] = [
  {
    ...{ id: 'ascii', operation: 'createAuthor' },
    description: 'Characters outside ASCII are stored as question marks',
    transform: mapText('name', (name) => name.replace(/[^ -~]/g, '?')),
  },
  {
    ...{ id: 'mojibake', operation: 'createBook' },
    description: 'A title in UTF-8 is read as Latin-1',
    transform: mapText('title', (title) => Buffer.from(title).toString('latin1')),
  },
  {
    ...{ id: 'html-escaped', operation: 'createBook' },
    description: 'A title is stored with HTML entities',
    transform: mapText('title', (title) => title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  },
  {
    ...{ id: 'tags-stripped', operation: 'createAuthor' },
    description: 'Whatever looks like an HTML tag is removed from a name',
    transform: mapText('name', (name) => name.replace(/<[^>]*>/g, '')),
  },
  {
    ...{ id: 'quotes-doubled', operation: 'createReview' },
    description: 'Apostrophes are stored twice',
    transform: mapText('text', (text) => text.replaceAll("'", "''")),
  },
  {
    ...{ id: 'cut-at-emoji', operation: 'createReview' },
    description: 'A text ends at its first character of four bytes, as in a `utf8` column of MySQL',
    transform: mapText('text', (text) => text.replace(/[\u{10000}-\u{10FFFF}].*$/su, '')),
  },
  {
    ...{ id: 'cut-to-column', operation: 'createBook' },
    description: 'A title is cut to 20 characters, the length of a database column',
    transform: mapText('title', (title) => title.slice(0, 20)),
  },
  {
    ...{ id: 'null-as-text', operation: 'createBook' },
    description: 'A `subtitle` that is null is stored as an empty text',
    transform: mapAt('subtitle', (value) => value ?? ''),
  },
  {
    ...{ id: 'null-as-default', operation: 'createReview' },
    description: 'A `reader` that is null is stored as `anonymous`',
    transform: mapAt('reader', (value) => value ?? 'anonymous'),
  },
  {
    ...{ id: 'weight-rounded', operation: 'createBook' },
    description: 'The weight is rounded to one decimal',
    transform: mapAt('weight_kg', (value) => Math.round(Number(value) * 10) / 10),
  },
  {
    ...{ id: 'cents-lost', operation: 'createBook' },
    description: 'The price is stored in whole units',
    transform: mapAt('price_cents', (value) => Math.floor(Number(value) / 100) * 100),
  },
  {
    ...{ id: 'rating-scaled', operation: 'createReview' },
    description: 'The rating is stored as one star more',
    transform: mapAt('rating', (value) => Math.min(5, Number(value) + 1)),
  },
  {
    ...{ id: 'date-not-stored', operation: 'createBook' },
    description: '`published_on` of a new book is not stored',
    transform: without('published_on'),
  },
  {
    ...{ id: 'date-shifted', operation: 'createBook' },
    description: '`published_on` is a day early, because it is converted to another time zone',
    transform: mapText('published_on', (date) =>
      new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10),
    ),
  },
  {
    ...{ id: 'time-shifted', operation: 'createAuthor' },
    description: 'The offset of `joined_at` is replaced instead of converted',
    transform: mapText('joined_at', (time) => time.replace(/(Z|[+-]\d\d:\d\d)$/i, '+05:30')),
  },
  {
    ...{ id: 'sides-swapped', operation: 'createBook' },
    description: 'The height and the width of a new book are swapped',
    transform: swapSides,
  },
  {
    ...{ id: 'genres-not-stored', operation: 'createAuthor' },
    description: 'The `genres` of a new author are not stored',
    transform: without('genres'),
  },
  {
    ...{ id: 'note-not-stored', operation: 'createOrder' },
    description: 'The `note` of an order is not stored',
    transform: without('note'),
  },
  {
    ...{ id: 'title-cut', operation: 'createBook' },
    description: 'A `title` is stored without what exceeds 100 characters',
    transform: mapText('title', (title) => [...title].slice(0, 100).join('')),
  },
  {
    ...{ id: 'default-wins', operation: 'createBook' },
    description: 'The default stock is stored although the request has another one',
    transform: setAt('stock', 0),
  },
];

const getId = ({ body }: JsonResponse): string => String(toObject(body).id);

/** Replaces the last id in `Location`. */
const locate =
  (findId: (own: string, context: BookshopContext) => string): Transform<JsonResponse> =>
  (response, context) =>
    setHeader<BookshopContext>(
      'location',
      String(response.headers.location).replace(/[^/]+$/, findId(getId(response), context)),
    )(response, context);

/** Faults of a creation that a later read shows. */
export const lostValues: readonly FaultDefinition[] = [
  ...rows.map(({ id, description, operation, transform }) => ({
    id: `bookshop/lost:${id}`,
    description,
    violates: ruleClauses(operation, 'resource:created-as-sent'),
    stored: inOperation<JsonObject>(operation, (data, context) => toObject(transform(data, context))),
  })),
  {
    id: 'bookshop/lost:default',
    description: 'A new book without `signed` is signed, although the default is false',
    violates: ruleClauses('createBook', 'resource:defaults'),
    stored: inOperation<JsonObject>('createBook', (data) => ({ signed: true, ...data })),
  },
  {
    id: 'bookshop/lost:answered-only',
    description: 'A new author is in the response, but the transaction is not committed',
    violates: ruleClauses('createAuthor', 'resource:created-can-be-read'),
    response: onResponse('createAuthor', 201, (response, { store }) => {
      const author = store.authors.find(getId(response));
      if (author) store.authors.remove(author);
      return response;
    }),
  },
  {
    id: 'bookshop/lost:born-answered-only',
    description: 'The response to a creation has `born` as sent, but it is not stored',
    violates: ruleClauses('createAuthor', 'resource:created-as-sent'),
    stored: inOperation<JsonObject>('createAuthor', (data) => omit(data, 'born')),
    response: onResponse('createAuthor', 201, (response, { message }) => ({
      ...response,
      body: { ...toObject(message.body), ...toObject(response.body) },
    })),
  },
  {
    id: 'bookshop/lost:other-id',
    description: 'The response to a creation has an id that is not the one stored',
    violates: ruleClauses('createAuthor', 'resource:created-can-be-read'),
    response: onResponse(
      'createAuthor',
      201,
      mapResponseBody(mapStringAt('id', (id) => id.replace(/^.{8}/, 'ffffffff'))),
    ),
  },
  {
    id: 'bookshop/lost:default-answered',
    description: 'The response to a creation shows the default price instead of the one that is stored',
    violates: ruleClauses('createBook', 'resource:created-as-answered'),
    response: onResponse('createBook', 201, mapResponseBody(setAt('price_cents', 0))),
  },
  {
    id: 'bookshop/lost:location-of-first',
    description: '`Location` refers to the first author instead of the new one',
    violates: ruleClauses('createAuthor', 'resource:location'),
    response: onResponse(
      'createAuthor',
      201,
      locate((own, { store }) => store.authors.list()[0]?.id ?? own),
    ),
  },
  {
    id: 'bookshop/lost:location-of-previous',
    description: '`Location` refers to the review that was created before',
    violates: ruleClauses('createReview', 'resource:location'),
    response: onResponse(
      'createReview',
      201,
      locate((own, { memory }) => {
        const previous = memory.get('previous review');
        memory.set('previous review', own);
        return String(previous ?? own);
      }),
    ),
  },
  {
    id: 'bookshop/lost:duplicates',
    description: 'Two books can have the same ISBN',
    violates: ruleClauses('createBook', 'resource:duplicate'),
    taken: inOperation('createBook', () => false),
  },
];
