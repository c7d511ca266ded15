import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import { numberOr, pick } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { representReview } from '../represent.ts';
import { createLocation } from '../responses.ts';
import { object } from '../values/containers.ts';
import { integer, string, uuid } from '../values/scalars.ts';
import { nullable } from '../values/unions.ts';

const rating = integer({ minimum: 1, maximum: 5 });

const reviewType = object({
  properties: {
    rating,
    text: string({ minLength: 1, maxLength: 1000 }),
    reader: nullable(string({ maxLength: 40 })),
  },
  required: ['rating', 'text'],
});

function listReviews(context: BookshopContext, book: Resource): JsonResponse {
  const { rating: lowest, limit } = context.message.query;
  const matching = context.store.reviews
    .list(book.id)
    .reverse()
    .filter(({ data }) => numberOr(data.rating, 0) >= numberOr(lowest, 1));
  const listed = context.pipe('listed', matching, context);
  const page = context.pipe('page', listed.slice(0, numberOr(limit, 20)), context);
  const reviews = page.map((review) => representReview(review, context));
  return jsonResponse(200, reviews, { 'x-total-count': String(listed.length) });
}

function createReview(context: BookshopContext, book: Resource): JsonResponse {
  const sent = pick(toObject(context.message.body), ['rating', 'text', 'reader']);
  const data = context.pipe('stored', sent, context);
  const review = context.store.reviews.create(data, book.id);
  const location = createLocation(`/books/${book.id}/reviews/${review.id}`, context);
  return jsonResponse(201, representReview(review, context), { location });
}

const path = '/books/{book_id}/reviews';
const bookId = { name: 'book_id', in: 'path', type: uuid } as const;
const target = { collection: 'books', parameter: 'book_id' } as const;

export const reviewOperations: readonly OperationDefinition[] = [
  {
    ...{ id: 'listReviews', method: 'GET', path, errors: 'detail' },
    target,
    parameters: [
      bookId,
      { name: 'rating', in: 'query', type: rating },
      { name: 'limit', in: 'query', type: integer({ minimum: 1, maximum: 100 }) },
    ],
    handle: listReviews,
  },
  {
    ...{ id: 'createReview', method: 'POST', path, errors: 'detail' },
    target,
    security: [['apiKeyHeader'], ['sessionCookie']],
    parameters: [bookId],
    body: { required: true, content: { 'application/json': reviewType } },
    handle: createReview,
  },
  {
    ...{ id: 'getReview', method: 'GET', path: `${path}/{review_id}`, errors: 'detail' },
    security: [[], ['bearerAuth']],
    parameters: [bookId, { name: 'review_id', in: 'path', type: uuid }],
    target: { collection: 'reviews', parameter: 'review_id', parentParameter: 'book_id' },
    handle: (context, review) => jsonResponse(200, representReview(review, context)),
  },
];
