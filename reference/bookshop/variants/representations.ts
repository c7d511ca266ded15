import type { Json } from '../../../spec/json.ts';
import { isJsonObject, omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { addProperties, mapStringAt } from '../../transforms/json.ts';
import { setHeader } from '../../transforms/response.ts';
import type { Behaviour, BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';

const withOffset: Transform<Json> = mapStringAt('created_at', (time) =>
  new Date(Date.parse(time) - 5_400_000).toISOString().replace('Z', '-01:30'),
);

const more: Transform<Json> = addProperties({ links: { self: null }, archived_at: null });

const capitalize = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

const capitalizeHeaders: Transform<JsonResponse> = (response) => ({
  ...response,
  headers: Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [capitalize(name), value]),
  ),
});

const reverse: Transform<Json> = (value) =>
  isJsonObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value;

const optionalNames = ['blurb', 'chapters', 'language', 'published_on', 'signed', 'size', 'weight_kg'];

/** Variants with other representations of resources that the document allows. */
export const representations: readonly Behaviour[] = [
  {
    id: 'bookshop/extra-properties',
    description: 'Objects that are open have additional properties',
    ...{ author: more, book: more, review: more },
  },
  {
    id: 'bookshop/no-optionals',
    description: 'Books, authors and reviews have only the required properties',
    author: (author) => omit(toObject(author), 'born', 'joined_at', 'genres'),
    book: (book) => omit(toObject(book), ...optionalNames),
    review: (review) => omit(toObject(review), 'reader'),
  },
  {
    id: 'bookshop/reversed-names',
    description: 'Properties are in reverse order',
    ...{ author: reverse, book: reverse, review: reverse, order: reverse },
  },
  {
    id: 'bookshop/times-offset',
    description: 'Timestamps have an offset and milliseconds',
    ...{ author: withOffset, book: withOffset, review: withOffset, order: withOffset },
  },
  {
    id: 'bookshop/empty-lists',
    description: 'Lists have no items',
    listed: () => [],
  },
  {
    id: 'bookshop/sparse-pages',
    description: 'A page of books has fewer items than it could have',
    page: inOperation('listBooks', (page) => page.slice(0, 2)),
  },
  {
    id: 'bookshop/no-optional-headers',
    description: 'Optional headers of responses are left out',
    response: (response, context) =>
      ['link', 'content-language', 'x-request-id'].reduce<JsonResponse>(
        (result, name) => setHeader<BookshopContext>(name, undefined)(result, context),
        response,
      ),
  },
  {
    id: 'bookshop/capital-headers',
    description: 'Header names are capitalized',
    response: capitalizeHeaders,
  },
  {
    id: 'bookshop/public-cors',
    description: 'Pages of every origin may read responses, without credentials',
    response: (response, context) => setHeader('access-control-allow-origin', '*')(response, context),
  },
];
