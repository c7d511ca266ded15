import { toArray } from '../../json-object.ts';
import { rejectValid } from './strict-row.ts';

/** Faults that reject valid values of parameters. */
export const strictParameters = rejectValid([
  {
    id: 'sort-value',
    description: 'One documented value of `sort` is rejected',
    ...{ operation: 'listBooks', place: 'query.sort' },
    rejects: (value) => value === '-published',
  },
  {
    id: 'limit-maximum',
    description: 'The maximum of `limit` is rejected',
    ...{ operation: 'listBooks', place: 'query.limit' },
    rejects: (value) => value === 100,
  },
  {
    id: 'limit-minimum',
    description: 'The minimum of `limit` is rejected',
    ...{ operation: 'listBooks', place: 'query.limit' },
    rejects: (value) => value === 1,
  },
  {
    id: 'limit-required',
    description: 'A request without the optional `limit` is rejected',
    ...{ operation: 'listReviews', place: 'query.limit' },
    rejects: (value) => value === undefined,
  },
  {
    id: 'page-unsupported',
    description: 'A request with the optional `page` is rejected',
    ...{ operation: 'listAuthors', place: 'query.page' },
    rejects: (value) => value !== undefined,
  },
  {
    id: 'available-false',
    description: 'The value `false` of `available` is rejected',
    ...{ operation: 'listBooks', place: 'query.available' },
    rejects: (value) => value === false,
  },
  {
    id: 'format-two',
    description: 'More than one item of `format` is rejected',
    ...{ operation: 'listBooks', place: 'query.format' },
    rejects: (value) => toArray(value).length > 1,
  },
  {
    id: 'language-two',
    description: 'More than one item of `language` is rejected: its items are not separated',
    ...{ operation: 'listBooks', place: 'query.language' },
    rejects: (value) => toArray(value).length > 1,
  },
  {
    id: 'keywords-any',
    description: 'Every `keywords` is rejected: its delimiter is not known',
    ...{ operation: 'search', place: 'query.keywords' },
    rejects: (value) => value !== undefined,
  },
  {
    id: 'years-two',
    description: 'More than one item of `years` is rejected',
    ...{ operation: 'search', place: 'query.years' },
    rejects: (value) => toArray(value).length > 1,
  },
  {
    id: 'latitude-negative',
    description: 'A negative `lat` is rejected',
    ...{ operation: 'search', place: 'query.near.lat' },
    rejects: (value) => typeof value === 'number' && value < 0,
  },
  {
    id: 'filter-any',
    description: 'Every `filter` is rejected, although it is JSON',
    ...{ operation: 'search', place: 'query.filter' },
    rejects: (value) => value !== undefined,
  },
  {
    id: 'floor-negative',
    description: 'A negative `floor` is rejected',
    ...{ operation: 'findShelf', place: 'path.floor' },
    rejects: (value) => value === -1,
  },
  {
    id: 'section-value',
    description: 'One documented value of `section` is rejected',
    ...{ operation: 'findShelf', place: 'path.section' },
    rejects: (value) => value === 'travel',
  },
  {
    id: 'labels-two',
    description: 'More than one item of `labels` is rejected',
    ...{ operation: 'findShelf', place: 'path.labels' },
    rejects: (value) => toArray(value).length > 1,
  },
  {
    id: 'lamps-two',
    description: 'More than one item of `X-Lamps` is rejected',
    ...{ operation: 'findShelf', place: 'header.X-Lamps' },
    rejects: (value) => toArray(value).length > 1,
  },
  {
    id: 'reader-ladder',
    description: 'The optional `ladder` in `X-Reader` is rejected',
    ...{ operation: 'findShelf', place: 'header.X-Reader.ladder' },
    rejects: (value) => value !== undefined,
  },
  {
    id: 'currency-value',
    description: 'One documented value of the cookie `currency` is rejected',
    ...{ operation: 'listBooks', place: 'cookie.currency' },
    rejects: (value) => value === 'GBP',
  },
  {
    id: 'recent-any',
    description: 'A request with the optional cookie `recent` is rejected',
    ...{ operation: 'search', place: 'cookie.recent' },
    rejects: (value) => value !== undefined,
  },
]);
