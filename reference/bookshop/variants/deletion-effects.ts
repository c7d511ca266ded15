import type { Json } from '../../../spec/json.ts';
import { toArray, toObject } from '../../json-object.ts';
import type { Resource } from '../collection.ts';
import type { Behaviour, BookshopContext, Transform } from '../pipeline.ts';
import { noContent, problem } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';

type Listed = readonly Resource[];

/** Remembers the ids of what a deletion removes. */
const rememberRemoved: Transform<Listed> = (removed, { memory }) => {
  memory.set('removed', [...toArray(memory.get('removed')), ...removed.map(({ id }) => id)]);
  return removed;
};

/** Whether the path of the request has the id of a removed resource. */
const namesRemoved = ({ memory, message }: BookshopContext): boolean =>
  Object.values(message.path).some((id) => toArray(memory.get('removed')).includes(String(id).toLowerCase()));

/** The ids in the path of the request. */
const getIds = ({ message }: BookshopContext): string => JSON.stringify(message.path).toLowerCase();

/** Marks a removed author instead of removing it. */
const softDeletion = {
  removed: inOperation<Listed>('deleteAuthor', (removed, context) => {
    rememberRemoved(removed, context);
    return [];
  }),
  author: (author: Json, { memory }: BookshopContext): Json =>
    toArray(memory.get('removed')).includes(toObject(author).id ?? null)
      ? { ...toObject(author), deleted_at: '2026-02-01T00:00:00Z' }
      : author,
} satisfies Partial<Behaviour>;

/** Variants with other effects of deletions that the document and HTTP allow. */
export const deletionEffects: readonly Behaviour[] = [
  {
    id: 'bookshop/gone',
    description: 'What was removed is answered with 410',
    removed: rememberRemoved,
    response: (response, context) =>
      response.status === 404 && namesRemoved(context) ? problem(410, 'Gone') : response,
  },
  {
    id: 'bookshop/repeated-delete-204',
    description: 'The repeated removal of a resource is answered with 204',
    removed: (removed, context) => {
      context.memory.set('removals', [...toArray(context.memory.get('removals')), getIds(context)]);
      return removed;
    },
    response: (response, context) =>
      response.status === 404 &&
      context.method === 'DELETE' &&
      toArray(context.memory.get('removals')).includes(getIds(context))
        ? noContent()
        : response,
  },
  {
    id: 'bookshop/soft-deletion',
    description: 'A removed author can be read, with `deleted_at`, but is not listed',
    ...softDeletion,
    listed: inOperation<Listed>('listAuthors', (listed, { memory }) =>
      listed.filter(({ id }) => !toArray(memory.get('removed')).includes(id)),
    ),
  },
  {
    id: 'bookshop/soft-deletion-listed',
    description: 'A removed author can be read and is listed, with `deleted_at`',
    ...softDeletion,
  },
];
