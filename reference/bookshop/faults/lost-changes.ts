import type { JsonObject } from '../../../spec/json.ts';
import { omit, toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import type { Resource } from '../collection.ts';
import { numberOr, stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, StageValues, Transform } from '../pipeline.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

type Operation = 'updateBook' | 'replaceBook';

/** Remembers the data of the book as it was before the request. */
const remember = (operation: Operation): Transform<Resource | undefined> =>
  inOperation<Resource | undefined>(operation, (found, { memory }) => {
    memory.set('before', found?.data ?? null);
    return found;
  });

/** Replaces what a change stores; `before` is the data that was stored. */
const store = (
  operation: Operation,
  replace: (data: JsonObject, before: JsonObject, sent: JsonObject) => JsonObject,
): Pick<FaultDefinition, 'lookup' | 'stored'> => ({
  lookup: remember(operation),
  stored: inOperation<JsonObject>(operation, (data, { memory, message }) =>
    replace(data, toObject(memory.get('before')), toObject(message.body)),
  ),
});

/** Does something else after an accepted change. */
const afterwards = (
  operation: Operation,
  act: (book: Resource, context: BookshopContext) => void,
): Transform<JsonResponse> =>
  onResponse(operation, 200, (response, context) => {
    const book = context.store.books.find(String(context.message.path.book_id));
    if (book) act(book, context);
    return response;
  });

const restore = (operation: Operation): Pick<FaultDefinition, 'lookup' | 'response'> => ({
  lookup: remember(operation),
  response: afterwards(operation, (book, { store: { books }, memory }) =>
    books.replace(book, toObject(memory.get('before'))),
  ),
});

const changeOthers = (operation: Operation): Transform<JsonResponse> =>
  afterwards(operation, (book, { store: { books } }) => {
    for (const other of books.list(book.parentId))
      if (other.id !== book.id)
        books.replace(other, { ...other.data, title: stringOrEmpty(book.data.title) });
  });

/** Responds with the book as it was before the request. */
const respondWithBefore = (operation: Operation): Pick<FaultDefinition, 'lookup' | 'response'> => ({
  lookup: remember(operation),
  response: onResponse(operation, 200, (response, { memory }) => ({
    ...response,
    body: { ...toObject(response.body), title: toObject(memory.get('before')).title ?? null },
  })),
});

const resetCreation = (operation: Operation): Transform<JsonResponse> =>
  afterwards(operation, (book, { store: { books } }) =>
    books.replace({ ...book, createdAt: '2026-02-01T00:00:00Z' }, book.data),
  );

const setMissing =
  (name: string, value: number | null) =>
  (data: JsonObject, _: JsonObject, sent: JsonObject): JsonObject =>
    name in sent ? data : { ...data, [name]: value };

interface Row extends Pick<StageTransforms, 'lookup' | 'stored' | 'response'> {
  id: string;
  description: string;
  operation: Operation;
  /** The rule, without `resource:`. */
  rule: string;
}

type StageTransforms = { [Stage in keyof StageValues]?: Transform<StageValues[Stage]> };

const rows: readonly Row[] = [
  {
    ...{ id: 'patch-answered-only', operation: 'updateBook', rule: 'update-is-visible' },
    description: 'A changed book is in the response, but the transaction is not committed',
    ...restore('updateBook'),
  },
  {
    ...{ id: 'patch-answered-before', operation: 'updateBook', rule: 'changed-as-answered' },
    description: 'The response to a patch has the title before it',
    ...respondWithBefore('updateBook'),
  },
  {
    ...{ id: 'patch-title', operation: 'updateBook', rule: 'update-is-visible' },
    description: 'The `title` in a patch is ignored',
    ...store('updateBook', (data, before) => ({ ...data, title: before.title ?? null })),
  },
  {
    ...{ id: 'patch-null', operation: 'updateBook', rule: 'update-removes' },
    description: 'A `subtitle` that is null in a patch is ignored',
    ...store('updateBook', (data, before, { subtitle }) =>
      subtitle === null ? { ...data, subtitle: before.subtitle ?? null } : data,
    ),
  },
  {
    ...{ id: 'patch-new-id', operation: 'updateBook', rule: 'update-is-visible' },
    description: 'A patch stores the book with another id',
    response: afterwards('updateBook', (book, { store: { books } }) => {
      books.remove(book);
      books.create(book.data, book.parentId);
    }),
  },
  {
    ...{ id: 'patch-resets', operation: 'updateBook', rule: 'update-keeps-the-rest' },
    description: 'A patch removes the optional properties that it does not have',
    ...store('updateBook', (data) => omit(data, 'weight_kg', 'language', 'published_on', 'size', 'chapters')),
  },
  {
    ...{ id: 'patch-stock', operation: 'updateBook', rule: 'update-keeps-the-rest' },
    description: 'A patch without `stock` sets it to 0, the default of its type',
    ...store('updateBook', setMissing('stock', 0)),
  },
  {
    ...{ id: 'patch-subtitle', operation: 'updateBook', rule: 'update-keeps-the-rest' },
    description: 'A patch without `subtitle` sets it to null',
    ...store('updateBook', setMissing('subtitle', null)),
  },
  {
    ...{ id: 'patch-two', operation: 'updateBook', rule: 'update-keeps-the-rest' },
    description: 'A patch of `title` changes `subtitle` too',
    ...store('updateBook', (data, _, sent) =>
      'title' in sent ? { ...data, subtitle: data.title ?? null } : data,
    ),
  },
  {
    ...{ id: 'patch-created-at', operation: 'updateBook', rule: 'identity' },
    description: 'A patch sets `created_at`',
    response: resetCreation('updateBook'),
  },
  {
    ...{ id: 'patch-others', operation: 'updateBook', rule: 'others-unchanged' },
    description: 'A patch changes the title of all books of the author',
    response: changeOthers('updateBook'),
  },
  {
    ...{ id: 'put-answered-only', operation: 'replaceBook', rule: 'replacement-is-visible' },
    description: 'A replaced book is in the response, but the transaction is not committed',
    ...restore('replaceBook'),
  },
  {
    ...{ id: 'put-merges', operation: 'replaceBook', rule: 'replacement-is-visible' },
    description: 'A replaced book keeps the properties that the request does not have',
    ...store('replaceBook', (data, before) => ({ ...before, ...data })),
  },
  {
    ...{ id: 'put-language', operation: 'replaceBook', rule: 'replacement-is-visible' },
    description: 'The `language` of a replaced book is lost',
    ...store('replaceBook', (data) => omit(data, 'language')),
  },
  {
    ...{ id: 'put-new-id', operation: 'replaceBook', rule: 'replacement-is-visible' },
    description: 'A replaced book is deleted and stored with another id',
    response: afterwards('replaceBook', (book, { store: { books } }) => {
      books.remove(book);
      books.create(book.data, book.parentId);
    }),
  },
  {
    ...{ id: 'put-adds-stock', operation: 'replaceBook', rule: 'replace-is-idempotent' },
    description: 'The stock in a replacement is added to the one that is stored',
    ...store('replaceBook', (data, before) => ({
      ...data,
      stock: numberOr(before.stock, 0) + numberOr(data.stock, 0),
    })),
  },
  {
    ...{ id: 'put-numbers-title', operation: 'replaceBook', rule: 'replace-is-idempotent' },
    description: 'A replacement that changes nothing is taken for a conflict, and its title gets a number',
    ...store('replaceBook', (data, before) =>
      data.title === before.title ? { ...data, title: `${stringOrEmpty(data.title)} (2)` } : data,
    ),
  },
  {
    ...{ id: 'put-created-at', operation: 'replaceBook', rule: 'identity' },
    description: 'A replacement sets `created_at`',
    response: resetCreation('replaceBook'),
  },
  {
    ...{ id: 'put-others', operation: 'replaceBook', rule: 'others-unchanged' },
    description: 'A replacement changes the title of all books of the author',
    response: changeOthers('replaceBook'),
  },
];

/** Faults of changes that a later read shows. */
export const lostChanges: readonly FaultDefinition[] = rows.map(({ id, operation, rule, ...row }) => ({
  ...row,
  id: `bookshop/change:${id}`,
  violates: ruleClauses(operation, `resource:${rule}`),
}));
