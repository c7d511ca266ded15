import { acceptInvalid } from './lax-row.ts';

/**
 * Faults that do not enforce rules of the query parameters of lists, which have style `form` with and without
 * `explode`.
 */
export const laxLists = acceptInvalid([
  {
    id: 'query:limit-not-checked',
    description: 'A `limit` above its maximum is accepted',
    operation: 'listBooks',
    place: 'query.limit',
    rule: 'maximum',
  },
  {
    id: 'query:limit-text',
    description: 'A `limit` that is not a number is accepted',
    operation: 'listBooks',
    place: 'query.limit',
    rule: 'type',
  },
  {
    id: 'query:page-zero',
    description: 'A `page` below its minimum is accepted',
    operation: 'listAuthors',
    place: 'query.page',
    rule: 'minimum',
  },
  {
    id: 'query:per-page-text',
    description: 'A `per_page` that is not an integer is accepted',
    operation: 'listAuthors',
    place: 'query.per_page',
    rule: 'type',
  },
  {
    id: 'query:rating-not-checked',
    description: 'A `rating` above its maximum is accepted',
    operation: 'listReviews',
    place: 'query.rating',
    rule: 'maximum',
  },
  {
    id: 'query:sort-not-checked',
    description: 'An unknown `sort` is accepted',
    operation: 'listBooks',
    place: 'query.sort',
    rule: 'enum',
  },
  {
    id: 'query:as-not-checked',
    description: 'An unknown `as` is accepted',
    operation: 'listAuthors',
    place: 'query.as',
    rule: 'enum',
  },
  {
    id: 'query:initial-not-checked',
    description: 'An `initial` that does not match its pattern is accepted',
    operation: 'listAuthors',
    place: 'query.initial',
    rule: 'pattern',
  },
  {
    id: 'query:cursor-not-checked',
    description: 'A `cursor` that does not match its pattern is accepted',
    operation: 'listBooks',
    place: 'query.cursor',
    rule: 'pattern',
  },
  {
    id: 'query:date-not-checked',
    description: 'A `published_after` that is not a date is accepted',
    operation: 'listBooks',
    place: 'query.published_after',
    rule: 'format',
  },
  {
    id: 'query:boolean-not-checked',
    description: 'An `available` that is not a boolean is accepted',
    operation: 'listBooks',
    place: 'query.available',
    rule: 'type',
  },
  {
    id: 'query:format-repeated',
    description: 'A repeated item of `format` is accepted',
    operation: 'listBooks',
    place: 'query.format',
    rule: 'uniqueItems',
  },
  {
    id: 'query:format-too-many',
    description: 'More items of `format` than allowed are accepted',
    operation: 'listBooks',
    place: 'query.format',
    rule: 'maxItems',
  },
  {
    id: 'query:format-unknown',
    description: 'An unknown item of `format` is accepted',
    operation: 'listBooks',
    place: 'query.format.*',
    rule: 'enum',
  },
  {
    id: 'query:language-too-many',
    description: 'More items of `language` than allowed are accepted',
    operation: 'listBooks',
    place: 'query.language',
    rule: 'maxItems',
  },
  {
    id: 'query:language-unknown',
    description: 'An unknown item of `language` is accepted',
    operation: 'listBooks',
    place: 'query.language.*',
    rule: 'enum',
  },
]);
