import type { JsonResponse } from '../../pipeline.ts';
import { jsonResponse } from '../../responses.ts';
import { stringOrEmpty } from '../message-values.ts';
import type { BookshopContext, OperationDefinition } from '../pipeline.ts';
import { string } from '../values/scalars.ts';

function countWord({ store, message }: BookshopContext): JsonResponse {
  const word = stringOrEmpty(message.path.word);
  const books = store.books
    .list()
    .filter(({ data }) => stringOrEmpty(data.title).toLowerCase().includes(word.toLowerCase()));
  return jsonResponse(200, { word, books: books.length });
}

/** An operation with free texts in its path and in a header field. */
export const wordOperations: readonly OperationDefinition[] = [
  {
    ...{ id: 'countWord', method: 'GET', path: '/words/{word}', errors: 'detail' },
    parameters: [
      { name: 'word', in: 'path', type: string({ minLength: 1, maxLength: 200 }) },
      { name: 'X-Client', in: 'header', type: string({ minLength: 1, maxLength: 200 }) },
    ],
    handle: countWord,
  },
];
