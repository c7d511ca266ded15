import type { Json } from '../../spec/json.ts';
import { omit } from '../json-object.ts';
import type { Resource } from './collection.ts';
import type { BookshopContext } from './pipeline.ts';

/** Creates the representation of an author for a response. */
export function representAuthor({ id, createdAt, data }: Resource, context: BookshopContext): Json {
  const url = `${context.url.origin}/authors/${id}`;
  return context.pipe('author', { id, ...data, url, created_at: createdAt }, context);
}

/** Creates the representation of a book: without write-only properties, with the URL of its cover. */
export function representBook(
  { id, parentId, createdAt, updatedAt, data }: Resource,
  context: BookshopContext,
): Json {
  const url = `${context.url.origin}/books/${id}`;
  const book = {
    id,
    author_id: parentId ?? null,
    subtitle: null,
    ...omit(data, 'purchase_cents', 'cover'),
    cover_url: data.cover === undefined ? null : `${url}/cover`,
    url,
    created_at: createdAt,
    updated_at: updatedAt,
  };
  return context.pipe('book', book, context);
}

/** Creates the representation of a review. */
export function representReview({ id, parentId, createdAt, data }: Resource, context: BookshopContext): Json {
  const review = { id, book_id: parentId ?? null, ...data, created_at: createdAt };
  return context.pipe('review', review, context);
}

/** Creates the representation of a remark. */
export function representRemark({ id, createdAt, data }: Resource, context: BookshopContext): Json {
  return context.pipe('remark', { id, clerk: null, ...data, created_at: createdAt }, context);
}

/** Creates the representation of an order, without the number of a card. */
export function representOrder({ id, createdAt, data }: Resource, context: BookshopContext): Json {
  const order = { id, status: 'placed', total_cents: 0, ...data, created_at: createdAt };
  return context.pipe('order', order, context);
}
