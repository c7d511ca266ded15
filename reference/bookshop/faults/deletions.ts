import type { Json } from '../../../spec/json.ts';
import { toArray, toObject } from '../../json-object.ts';
import { jsonResponse } from '../../responses.ts';
import type { Resource } from '../collection.ts';
import type { BookshopContext, Transform } from '../pipeline.ts';
import { representBook } from '../represent.ts';
import { createETag } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

type Removed = readonly Resource[];

/** Remembers the ids of what is removed. */
const rememberRemoved = ({ memory }: BookshopContext, removed: Removed): void => {
  memory.set('removed', [...toArray(memory.get('removed')), ...removed.map(({ id }) => id)]);
};

const wasRemoved = ({ memory }: BookshopContext, { id }: Resource): boolean =>
  toArray(memory.get('removed')).includes(id);

/** Remembers a removed book, so that `restoreBook` can bring it back. */
const rememberBook: Transform<Removed> = inOperation<Removed>('deleteBook', (removed, { memory }) => {
  const book = removed.at(-1);
  if (book) memory.set(`trash ${book.id}`, { ...book, parentId: book.parentId ?? null } satisfies Json);
  return removed;
});

/** The removed book of the request; undefined if there is none. */
function findRemovedBook({ memory, message }: BookshopContext): Resource | undefined {
  const { id, parentId, createdAt, data, version } = toObject(
    memory.get(`trash ${String(message.path.book_id)}`),
  );
  if (typeof id !== 'string') return undefined;
  const times = { createdAt: String(createdAt), updatedAt: String(createdAt) };
  return { id, parentId: String(parentId), version: Number(version), data: toObject(data), ...times };
}

/** Stores the removed book of the request again; undefined if there is none. */
function restoreBook(context: BookshopContext): Resource | undefined {
  const book = findRemovedBook(context);
  return book && context.store.books.replace(book, book.data);
}

const removeOther = (count: number): Transform<Removed> =>
  inOperation<Removed>('deleteBook', (removed, { store: { books } }) => {
    const others = books.list().filter((book) => !removed.includes(book));
    return [...others.slice(-count), ...removed];
  });

/** Faults of deletions that a later read or list shows. */
export const deletions: readonly FaultDefinition[] = [
  {
    id: 'bookshop/delete:nothing',
    description: 'The removal of an author is answered with 204, but nothing is removed',
    violates: ruleClauses('deleteAuthor', 'resource:deleted-is-gone'),
    removed: inOperation<Removed>('deleteAuthor', () => []),
  },
  {
    id: 'bookshop/delete:list-only',
    description: 'A removed book is missing in lists, but can be read',
    violates: ruleClauses('deleteBook', 'resource:deleted-is-gone'),
    removed: inOperation<Removed>('deleteBook', (removed, context) => {
      rememberRemoved(context, removed);
      return [];
    }),
    listed: inOperation<Removed>('listBooks', (listed, context) =>
      listed.filter((book) => !wasRemoved(context, book)),
    ),
  },
  {
    id: 'bookshop/delete:read-only',
    description: 'A removed book cannot be read, but is still listed',
    violates: ruleClauses('deleteBook', 'resource:deleted-is-not-listed'),
    removed: inOperation<Removed>('deleteBook', (removed, context) => {
      rememberRemoved(context, removed);
      return [];
    }),
    lookup: (found, context) => (found && wasRemoved(context, found) ? undefined : found),
  },
  {
    id: 'bookshop/delete:list-cached',
    description: 'Removed authors stay in the list, which is cached',
    violates: ruleClauses('deleteAuthor', 'resource:deleted-is-not-listed'),
    removed: inOperation<Removed>('deleteAuthor', (removed, context) => {
      rememberRemoved(context, removed);
      return [];
    }),
    lookup: (found, context) => (found && wasRemoved(context, found) ? undefined : found),
  },
  {
    id: 'bookshop/delete:newest-instead',
    description: 'The removal of an author removes the newest one instead',
    violates: ruleClauses('deleteAuthor', 'resource:deleted-is-gone', 'resource:others-unchanged'),
    removed: inOperation<Removed>('deleteAuthor', (_, { store: { authors } }) => authors.list().slice(-1)),
  },
  {
    id: 'bookshop/delete:newest-too',
    description: 'The removal of a book removes the newest one too',
    violates: ruleClauses('deleteBook', 'resource:others-unchanged'),
    removed: removeOther(1),
  },
  {
    id: 'bookshop/delete:all',
    description: 'The removal of a book removes all books: the condition of the statement is missing',
    violates: ruleClauses('deleteBook', 'resource:others-unchanged'),
    removed: removeOther(1000),
  },
  {
    id: 'bookshop/delete:repeated-restores',
    description: 'A second removal of a book restores it',
    violates: ruleClauses('deleteBook', 'resource:delete-is-idempotent'),
    removed: rememberBook,
    response: onResponse('deleteBook', 404, (response, context) => {
      restoreBook(context);
      return response;
    }),
  },
  {
    id: 'bookshop/delete:repeated-removes-another',
    description: 'A second removal of a book removes the newest one',
    violates: ruleClauses('deleteBook', 'resource:delete-is-idempotent'),
    response: onResponse('deleteBook', 404, (response, { store: { books } }) => {
      for (const book of books.list().slice(-1)) books.remove(book);
      return response;
    }),
  },
  {
    id: 'bookshop/delete:patch-restores',
    description: 'A patch of a removed book restores it',
    violates: ruleClauses('deleteBook', 'resource:deleted-cannot-change'),
    removed: rememberBook,
    response: onResponse('updateBook', 404, (response, context) => {
      const book = restoreBook(context);
      return book
        ? jsonResponse(200, representBook(book, context), { etag: createETag(book, context) })
        : response;
    }),
  },
  {
    id: 'bookshop/delete:still-used',
    description: 'A review can be created for a removed book',
    violates: ruleClauses('deleteBook', 'resource:deleted-cannot-be-used'),
    removed: rememberBook,
    lookup: inOperation<Resource | undefined>(
      'createReview',
      (found, context) => found ?? findRemovedBook(context),
    ),
  },
  {
    id: 'bookshop/delete:orphans',
    description: 'The reviews of a removed book can still be read',
    violates: ruleClauses('deleteBook', 'resource:children-are-gone'),
    removed: inOperation<Removed>('deleteBook', (removed) => removed.slice(-1)),
  },
  {
    id: 'bookshop/delete:other-parent',
    description: 'A review can be read below any book',
    violates: ruleClauses('getReview', 'resource:belongs-to-parent'),
    lookup: inOperation<Resource | undefined>('getReview', (_, { store: { reviews }, message }) =>
      reviews.find(String(message.path.review_id)),
    ),
  },
];
