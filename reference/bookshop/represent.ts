import type { Json } from '../../spec/json.ts';
import { omit } from '../json-object.ts';
import type { Resource } from './collection.ts';
import type { BookshopContext } from './pipeline.ts';

/** The author in a response. */
export function representAuthor({ id, createdAt, data }: Resource, context: BookshopContext): Json {
  const url = `${context.url.origin}/authors/${id}`;
  return context.pipe('author', { id, ...data, url, created_at: createdAt }, context);
}

/** The book in a response: without its write-only properties, with the URL of its cover. */
export function representBook({ id, parentId, createdAt, data }: Resource, context: BookshopContext): Json {
  const url = `${context.url.origin}/books/${id}`;
  const book = {
    id,
    author_id: parentId ?? null,
    subtitle: null,
    ...omit(data, 'purchase_cents', 'cover'),
    cover_url: data.cover === undefined ? null : `${url}/cover`,
    url,
    created_at: createdAt,
  };
  return context.pipe('book', book, context);
}

/** The review in a response. */
export function representReview({ id, parentId, createdAt, data }: Resource, context: BookshopContext): Json {
  const review = { id, book_id: parentId ?? null, ...data, created_at: createdAt };
  return context.pipe('review', review, context);
}

/** The order in a response: the number of a card is never shown. */
export function representOrder({ id, createdAt, data }: Resource, context: BookshopContext): Json {
  const order = { id, status: 'placed', total_cents: 0, ...data, created_at: createdAt };
  return context.pipe('order', order, context);
}
