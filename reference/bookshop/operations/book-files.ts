import { toObject } from '../../json-object.ts';
import type { JsonResponse } from '../../pipeline.ts';
import type { Resource } from '../collection.ts';
import { stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { createETag, createLocation, noContent, notFound } from '../responses.ts';
import { object } from '../values/containers.ts';
import { integer, string, uuid } from '../values/scalars.ts';

const coverType = object({
  properties: {
    file: string(),
    side: string({ values: ['front', 'back'] }),
    caption: string({ maxLength: 100 }),
    order: integer({ minimum: 1, maximum: 9 }),
    credit: object({
      properties: { artist: string({ minLength: 1 }), year: integer() },
      required: ['artist'],
    }),
  },
  required: ['file', 'side'],
});

function uploadCover(context: BookshopContext, book: Resource): JsonResponse {
  const cover = stringOrEmpty(toObject(context.message.body).file);
  context.store.books.replace(book, { ...book.data, cover });
  const location = createLocation(`/books/${book.id}/cover`, context);
  return { status: 202, headers: { location, 'retry-after': '1' }, body: undefined };
}

/** Responds with the picture, which has one character for each byte. */
function downloadCover(_: BookshopContext, { data, createdAt }: Resource): JsonResponse {
  if (data.cover === undefined) return notFound();
  const name = stringOrEmpty(data.title)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name || 'cover'}.png"`,
    'last-modified': new Date(createdAt).toUTCString(),
  };
  return { status: 200, headers, body: data.cover };
}

function setBlurb(context: BookshopContext, book: Resource): JsonResponse {
  const blurb = stringOrEmpty(context.message.body);
  const changed = context.store.books.replace(book, { ...book.data, blurb });
  return noContent({ etag: createETag(changed, context) });
}

const parameters = [{ name: 'book_id', in: 'path', type: uuid }] as const;
const target = { collection: 'books', parameter: 'book_id' } as const;

/** The operations on the cover and the blurb of a book, whose bodies are not JSON. */
export const bookFileOperations: readonly OperationDefinition[] = [
  {
    ...{ id: 'uploadCover', method: 'PUT', path: '/books/{book_id}/cover', parameters },
    target,
    security: [['apiKeyQuery']],
    body: { required: true, content: { 'multipart/form-data': coverType } },
    errors: 'problem',
    handle: uploadCover,
  },
  {
    ...{ id: 'downloadCover', method: 'GET', path: '/books/{book_id}/cover', parameters },
    target,
    errors: 'detail',
    handle: downloadCover,
  },
  {
    ...{ id: 'setBlurb', method: 'PUT', path: '/books/{book_id}/blurb', parameters },
    target,
    security: [['sessionCookie']],
    body: { required: true, content: { 'text/plain': string({ minLength: 1, maxLength: 500 }) } },
    errors: 'problem',
    handle: setBlurb,
  },
];
