import type { Json, JsonObject } from '../../../spec/json.ts';
import { toArray, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { compose, mapAt, mapStringAt } from '../../transforms/json.ts';
import { mapResponseBody, setHeader, setStatus } from '../../transforms/response.ts';
import type { Resource } from '../collection.ts';
import { numberOr } from '../message-values.ts';
import type { Behaviour, BookshopContext, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { deletionEffects } from './deletion-effects.ts';
import { listEffects } from './list-effects.ts';
import { remarkEffects } from './remark-effects.ts';
import { transitionEffects } from './transition-effects.ts';

type Listed = readonly Resource[];

/** Counts the calls with this name, from 1. */
function count({ memory }: BookshopContext, name: string): number {
  const calls = numberOr(memory.get(name), 0) + 1;
  memory.set(name, calls);
  return calls;
}

const mapStored =
  (transform: Transform<Json>): Transform<JsonObject> =>
  (data, context) =>
    toObject(transform(data, context));

const mapTexts =
  (replace: (text: string) => string): Transform<Json> =>
  (value) =>
    Object.fromEntries(
      Object.entries(toObject(value)).map(([name, text]) => [
        name,
        ['name', 'title', 'subtitle', 'text', 'reader'].includes(name) && typeof text === 'string'
          ? replace(text) || text
          : text,
      ]),
    );

const withoutLocation: Transform<JsonResponse> = (response, context) =>
  setHeader<BookshopContext>('location', undefined)(response, context);

/** The defaults of properties that a request leaves out. */
const defaults: Readonly<Record<string, JsonObject>> = {
  createAuthor: { genres: [], born: 1900 },
  createBook: { language: 'en', signed: false, chapters: [] },
  replaceBook: { language: 'en', signed: false, chapters: [] },
  createReview: { reader: null },
};

/** The number of reads of a new review until it is checked. */
const reviewDelay = 2;

/** Whether a review is not new, or was read often enough. */
const isChecked = ({ id }: Resource, { memory }: BookshopContext): boolean =>
  numberOr(memory.get(`reads of ${id}`), reviewDelay + 1) > reviewDelay;

/** Replaces the times of creation and change of an item. */
const mapTimes = (replace: (time: string) => string): Transform<Json> =>
  compose(mapStringAt('created_at', replace), mapStringAt('updated_at', replace));

/** Variants with other effects of requests that the document and HTTP allow. */
export const effects: readonly Behaviour[] = [
  ...deletionEffects,
  ...transitionEffects,
  ...listEffects,
  ...remarkEffects,
  {
    id: 'bookshop/no-location',
    description: 'A new review has no `Location`',
    response: inOperation('createReview', withoutLocation),
  },
  {
    id: 'bookshop/upper-case-locations',
    description: '`Location` has the id in upper case',
    response: (response, context) =>
      response.status === 201
        ? setHeader<BookshopContext>(
            'location',
            String(response.headers.location).replace(/[0-9a-f-]{36}/g, (id) => id.toUpperCase()),
          )(response, context)
        : response,
  },
  {
    id: 'bookshop/reviews-later',
    description: 'A new review is answered with 202, and can be read and listed only later',
    response: onResponse('createReview', 201, (response, context) => {
      context.memory.set(`reads of ${toObject(response.body).id}`, 0);
      return setStatus<BookshopContext>(202)(withoutLocation(response, context), context);
    }),
    lookup: inOperation<Resource | undefined>('getReview', (found, context) => {
      const name = `reads of ${found?.id}`;
      if (context.memory.has(name)) count(context, name);
      return found && isChecked(found, context) ? found : undefined;
    }),
    listed: inOperation<Listed>('listReviews', (listed, context) =>
      listed.filter((review) => isChecked(review, context)),
    ),
  },
  {
    id: 'bookshop/lists-later',
    description: 'A new resource is listed only three requests later',
    listed: (listed, context) =>
      listed.filter(({ id }) => {
        const name = `seen ${id}`;
        const first = numberOr(context.memory.get(name), context.requestNumber);
        context.memory.set(name, first);
        return context.requestNumber < 5 || context.requestNumber >= first + 3;
      }),
  },
  {
    id: 'bookshop/trimmed',
    description: 'White space around texts is removed, and collapsed in them',
    stored: mapStored(mapTexts((text) => text.trim().replace(/\s+/g, ' '))),
  },
  {
    id: 'bookshop/composed-characters',
    description: 'Texts are stored in the normalization form C',
    stored: mapStored(mapTexts((text) => text.normalize('NFC'))),
  },
  {
    id: 'bookshop/lower-case-genres',
    description: 'Genres are stored in lower case',
    stored: mapStored(
      mapAt('genres', (genres) => [...new Set(toArray(genres).map((genre) => String(genre).toLowerCase()))]),
    ),
  },
  {
    id: 'bookshop/sorted-formats',
    description: 'The formats of a book are stored in alphabetical order',
    stored: mapStored(mapAt('formats', (formats) => toArray(formats).toSorted())),
  },
  {
    id: 'bookshop/times-utc',
    description: 'Times are stored in UTC, with milliseconds',
    stored: mapStored(mapStringAt('joined_at', (time) => toUtc(time))),
  },
  {
    id: 'bookshop/defaults',
    description: 'Properties that a request leaves out get a default',
    stored: (data, { operation }) => ({ ...defaults[operation.id], ...data }),
  },
  {
    id: 'bookshop/updated-at',
    description: 'Books have the number of their last change, from which its time is derived',
    book: (book, { store }) => {
      const version = store.books.find(String(toObject(book).id))?.version ?? 1;
      const updated_at = new Date(Date.UTC(2026, 1, 1) + version * 1000).toISOString();
      return { ...toObject(book), updated_at, revision: version };
    },
  },
  {
    id: 'bookshop/whole-hours',
    description: 'The times of books have a precision of an hour',
    book: mapTimes((time) => time.replace(/:\d\d:\d\d.*$/, ':00:00Z')),
  },
  {
    id: 'bookshop/whole-seconds',
    description: 'The times of books have a precision of a second',
    book: mapTimes((time) => time.replace(/\.\d+/, '')),
  },
  {
    id: 'bookshop/dates-of-creation',
    description: 'The time of creation of an author is the day, in UTC',
    author: mapTimes(() => new Date().toISOString().replace(/T.*$/, 'T00:00:00.000Z')),
  },
  {
    id: 'bookshop/stopped-clock',
    description: 'The clock of the server is stopped',
    book: mapTimes(() => '2026-01-05T09:00:00.123Z'),
    author: mapTimes(() => '2026-01-05T09:00:00.123Z'),
  },
  {
    id: 'bookshop/views',
    description: 'Books and authors have the number of their views, which every response increases',
    book: (book, context) => ({ ...toObject(book), views: count(context, `views of ${toObject(book).id}`) }),
    author: (author, context) => ({
      ...toObject(author),
      view_count: count(context, `views of ${toObject(author).id}`),
    }),
  },
  {
    id: 'bookshop/computed',
    description: 'Books and reviews have properties that are computed for each response',
    book: (book, { random }) => ({ ...toObject(book), popularity: Math.round(random() * 1000) }),
    review: (review, { random }) => ({ ...toObject(review), helpfulness: random() }),
  },
  {
    id: 'bookshop/etag-of-response',
    description: 'Every response to a book has another ETag, because it has the time in it',
    response: (response, context) =>
      response.headers.etag === undefined || response.status === 304
        ? response
        : setHeader<BookshopContext>('etag', `"r${context.requestNumber}"`)(response, context),
  },
  {
    id: 'bookshop/lists-by-id',
    description: 'Lists without `sort` are in the order of the ids, which are random',
    listed: (listed, { message }) =>
      message.query.sort === undefined ? listed.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : listed,
  },
  {
    id: 'bookshop/brief-answers',
    description: 'The response to a new author has only the required properties',
    response: onResponse(
      'createAuthor',
      201,
      mapResponseBody((author) => {
        const { id = null, name = null, url = null, created_at = null } = toObject(author);
        return { id, name, url, created_at };
      }),
    ),
  },
];

/** The time in UTC; unchanged if it is not one that dates of JavaScript can have, such as a leap second. */
function toUtc(time: string): string {
  const instant = Date.parse(time);
  return Number.isNaN(instant) ? time : new Date(instant).toISOString();
}
