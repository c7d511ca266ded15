import { toArray, toObject } from '../../json-object.ts';
import { getMediaType } from '../bodies/read-request-body.ts';
import { rejectValid } from './strict-row.ts';

/** Faults that reject valid bodies. */
export const strictBodies = rejectValid([
  {
    id: 'body-required',
    description: 'A request without the optional body is rejected',
    ...{ operation: 'cancelOrder', place: 'body' },
    rejects: (value) => value === undefined,
  },
  {
    id: 'body-unsupported',
    description: 'A request with the optional body is rejected',
    ...{ operation: 'cancelOrder', place: 'body' },
    rejects: (value) => value !== undefined,
  },
  {
    id: 'form-unsupported',
    description: 'A form is rejected, although both it and JSON are documented',
    ...{ operation: 'createAuthor', place: 'body' },
    rejects: (_, context) => getMediaType(context) !== 'application/json',
  },
  {
    id: 'merge-patch-unsupported',
    description: 'A JSON merge patch is rejected, although both it and JSON are documented',
    ...{ operation: 'updateBook', place: 'body' },
    rejects: (_, context) => getMediaType(context) === 'application/merge-patch+json',
  },
  {
    id: 'subtitle-null',
    description: 'A `subtitle` that is null is rejected',
    ...{ operation: 'createBook', place: 'body.subtitle' },
    rejects: (value) => value === null,
  },
  {
    id: 'title-longest',
    description: 'A `title` of the maximum length is rejected',
    ...{ operation: 'createBook', place: 'body.title' },
    rejects: (value) => [...String(value)].length === 120,
  },
  {
    id: 'stock-zero',
    description: 'A `stock` of zero is rejected: it is treated as absent',
    ...{ operation: 'createBook', place: 'body.stock' },
    rejects: (value) => value === 0,
  },
  {
    id: 'language-required',
    description: 'A book without the optional `language` is rejected',
    ...{ operation: 'createBook', place: 'body.language' },
    rejects: (value) => value === undefined,
  },
  {
    id: 'chapters-nested',
    description: 'Chapters within chapters are rejected',
    ...{ operation: 'createBook', place: 'body.chapters' },
    rejects: (value) => toArray(value).some((chapter) => toArray(toObject(chapter).chapters).length > 0),
  },
  {
    id: 'review-extra',
    description: 'An undocumented property of a review is rejected, although others are allowed',
    ...{ operation: 'createReview', place: 'body' },
    rejects: (value) => Object.keys(toObject(value)).some((name) => !/^(rating|text|reader)$/.test(name)),
  },
  {
    id: 'caption-required',
    description: 'A cover without the optional `caption` is rejected',
    ...{ operation: 'uploadCover', place: 'body.caption' },
    rejects: (value) => value === undefined,
  },
  {
    id: 'blurb-shortest',
    description: 'A blurb of one character is rejected',
    ...{ operation: 'setBlurb', place: 'body' },
    rejects: (value) => [...String(value)].length === 1,
  },
  {
    id: 'title-beyond-ascii',
    description: 'A `title` with characters beyond ASCII is rejected',
    ...{ operation: 'createBook', place: 'body.title', noticeOnly: true },
    rejects: (value) => /[^\x20-\x7e]/.test(String(value)),
  },
  {
    id: 'joined-offset',
    description: 'A `joined_at` with another offset from UTC than `Z` is rejected',
    ...{ operation: 'createAuthor', place: 'body.joined_at', noticeOnly: true },
    rejects: (value) => typeof value === 'string' && !/z$/i.test(value),
  },
  {
    id: 'published-leap-day',
    description: 'A `published_on` of 29 February is rejected',
    ...{ operation: 'createBook', place: 'body.published_on', noticeOnly: true },
    rejects: (value) => String(value).endsWith('-02-29'),
  },
  {
    id: 'genres-most',
    description: 'Five `genres`, the maximum, are rejected',
    ...{ operation: 'createAuthor', place: 'body.genres', noticeOnly: true },
    rejects: (value) => toArray(value).length === 5,
  },
  {
    id: 'gift-null',
    description: 'A `gift` that is null is rejected',
    ...{ operation: 'createOrder', place: 'body.gift' },
    rejects: (value) => value === null,
  },
  {
    id: 'due-days-value',
    description: 'One documented number of `due_days` is rejected',
    ...{ operation: 'createOrder', place: 'body.payment.due_days' },
    rejects: (value) => value === 60,
  },
]);
