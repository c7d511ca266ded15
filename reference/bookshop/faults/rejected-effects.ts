import type { JsonObject } from '../../../spec/json.ts';
import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { setHeader } from '../../transforms/response.ts';
import { readMessage } from '../message.ts';
import { pick } from '../message-values.ts';
import { bookNames } from '../operations/book-types.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { noContent } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const createUuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Changes the book of the request, if the body has valid texts for it. */
function applyChange(context: BookshopContext): void {
  const { message } = readMessage(context);
  const { books } = context.store;
  const book = books.find(String(message.path.book_id));
  const sent = pick(toObject(message.body), bookNames);
  const texts = Object.entries(sent).filter(([, value]) => typeof value === 'string' && value !== '');
  if (book) books.replace(book, { ...book.data, ...Object.fromEntries(texts) });
}

function createBook(context: BookshopContext): void {
  const { message } = readMessage(context);
  const data: JsonObject = { stock: 0, formats: ['ebook'], price_cents: 0, purchase_cents: 0 };
  const author = context.store.authors.find(String(message.path.author_id));
  if (author) context.store.books.create({ ...data, ...pick(toObject(message.body), bookNames) }, author.id);
}

function createAuthor({ store, message }: BookshopContext): void {
  const { name } = toObject(message.body);
  store.authors.create({ name: typeof name === 'string' && name !== '' ? name : 'Unknown' });
}

function removeBook(context: BookshopContext): void {
  const { books } = context.store;
  const book = books.find(String(readMessage(context).message.path.book_id));
  if (book) books.remove(book);
}

const thenAct =
  (act: (context: BookshopContext) => void): Transform<JsonResponse> =>
  (response, context) => {
    act(context);
    return response;
  };

interface Row {
  id: string;
  description: string;
  operation: string;
  /** The status of the rejection. */
  status: number;
  act(context: BookshopContext): void;
}

const rows: readonly Row[] = [
  {
    ...{ id: 'patch-invalid', operation: 'updateBook', status: 400, act: applyChange },
    description: 'The valid part of an invalid patch is stored',
  },
  {
    ...{ id: 'patch-unauthorized', operation: 'updateBook', status: 401, act: applyChange },
    description: 'A patch is stored before its credentials are checked',
  },
  {
    ...{ id: 'patch-other-version', operation: 'updateBook', status: 412, act: applyChange },
    description: 'A patch for another version is answered with 412, but stored',
  },
  {
    ...{ id: 'put-invalid', operation: 'replaceBook', status: 400, act: applyChange },
    description: 'The valid part of an invalid replacement is stored',
  },
  {
    ...{ id: 'put-unauthorized', operation: 'replaceBook', status: 401, act: applyChange },
    description: 'A replacement is stored before its credentials are checked',
  },
  {
    ...{ id: 'put-other-version', operation: 'replaceBook', status: 412, act: applyChange },
    description: 'A replacement for another version is answered with 412, but stored',
  },
  {
    ...{ id: 'put-conflict', operation: 'replaceBook', status: 409, act: applyChange },
    description: 'A replacement with the ISBN of another book is answered with 409, but stored',
  },
  {
    ...{ id: 'create-invalid', operation: 'createAuthor', status: 422, act: createAuthor },
    description: 'An invalid author is answered with 422, but created',
  },
  {
    ...{ id: 'create-unauthorized', operation: 'createBook', status: 401, act: createBook },
    description: 'A book is created before the credentials of the request are checked',
  },
  {
    ...{ id: 'create-conflict', operation: 'createBook', status: 409, act: createBook },
    description: 'A book with the ISBN of another is answered with 409, but created',
  },
  {
    ...{ id: 'delete-unauthorized', operation: 'deleteBook', status: 401, act: removeBook },
    description: 'A book is removed before the credentials of the request are checked',
  },
];

/** Faults of rejected and of safe requests, which should have no effect. */
export const rejectedEffects: readonly FaultDefinition[] = [
  ...rows.map(({ id, description, operation, status, act }) => ({
    id: `bookshop/effect:${id}`,
    description,
    violates: ruleClauses(operation, 'resource:rejected-changes-nothing'),
    response: onResponse(operation, status, thenAct(act)),
  })),
  {
    id: 'bookshop/effect:if-match-ignored',
    description: 'A patch for another version is stored: `If-Match` is ignored',
    violates: ruleClauses('updateBook', 'resource:precondition'),
    message: inOperation('updateBook', (message) => ({
      ...message,
      header: omit(message.header, 'If-Match'),
    })),
  },
  {
    id: 'bookshop/effect:put-if-match-ignored',
    description: 'A replacement for another version is stored: `If-Match` is ignored',
    violates: ruleClauses('replaceBook', 'resource:precondition'),
    message: inOperation('replaceBook', (message) => ({
      ...message,
      header: omit(message.header, 'If-Match'),
    })),
  },
  {
    id: 'bookshop/effect:etag-of-id',
    description: 'The `ETag` of a book is its id, so that a change does not change it',
    violates: ruleClauses('getBook', 'resource:entity-tag'),
    response: onResponse('getBook', 200, (response, context) =>
      setHeader('etag', `"${String(context.message.path.book_id)}"`)(response, context),
    ),
  },
  {
    id: 'bookshop/effect:not-modified-always',
    description: 'A read of a book with any tag in `If-None-Match` is answered with 304',
    violates: ruleClauses('getBook', 'resource:modified'),
    response: onResponse('getBook', 200, (response, { message }) =>
      message.header['If-None-Match'] === undefined
        ? response
        : { ...response, status: 304, body: undefined },
    ),
  },
  {
    id: 'bookshop/effect:retire-again',
    description: 'An author who is retired already can be retired again',
    violates: ruleClauses('retireAuthor', 'resource:repeated-transition'),
    response: onResponse('retireAuthor', 409, () => noContent()),
  },
  {
    id: 'bookshop/effect:retire-toggles',
    description: 'Retiring an author who is retired already brings the author back',
    violates: ruleClauses('retireAuthor', 'resource:repeated-transition'),
    response: onResponse('retireAuthor', 409, (_, { store: { retiredAuthors }, message }) => {
      retiredAuthors.delete(String(message.path.author_id));
      return noContent();
    }),
  },
  {
    id: 'bookshop/effect:order-repeated',
    description: 'A repeated order with the same `Idempotency-Key` is another order',
    violates: ruleClauses('createOrder', 'resource:idempotency-key'),
    message: inOperation('createOrder', (message, { requestNumber }) => ({
      ...message,
      header: { ...message.header, 'Idempotency-Key': createUuid(requestNumber) },
    })),
  },
  {
    id: 'bookshop/effect:order-ignored',
    description: 'An order with a known `Idempotency-Key` and other items gets the response to the first',
    violates: ruleClauses('createOrder', 'resource:idempotency-key'),
    response: onResponse('createOrder', 201, (response, { memory, message }) => {
      const key = `order ${message.header['Idempotency-Key']}`;
      const first = memory.get(key);
      if (first === undefined) memory.set(key, response.body ?? null);
      return first === undefined ? response : { ...response, body: first };
    }),
  },
  {
    id: 'bookshop/effect:read-sells',
    description: 'Reading a book reduces its stock',
    violates: ruleClauses('getBook', 'resource:reading-changes-nothing'),
    response: onResponse('getBook', 200, (response, { store: { books }, message }) => {
      const book = books.find(String(message.path.book_id));
      if (book) books.replace(book, { ...book.data, stock: Math.max(0, Number(book.data.stock) - 1) });
      return response;
    }),
  },
  {
    id: 'bookshop/effect:read-clears',
    description: 'Reading a review removes the name of its reader',
    violates: ruleClauses('getReview', 'resource:reading-changes-nothing'),
    response: onResponse('getReview', 200, (response, { store: { reviews }, message }) => {
      const review = reviews.find(String(message.path.review_id));
      if (review) reviews.replace(review, { ...review.data, reader: null });
      return response;
    }),
  },
  {
    id: 'bookshop/effect:read-once',
    description: 'An author can be read only once',
    violates: ruleClauses('getAuthor', 'resource:reading-changes-nothing'),
    response: onResponse('getAuthor', 200, (response, { store: { authors }, message }) => {
      const author = authors.find(String(message.path.author_id));
      if (author) authors.remove(author);
      return response;
    }),
  },
];
