import { toArray, toObject } from '../../json-object.ts';
import { mapResponseBody } from '../../transforms/response.ts';
import type { Resource } from '../collection.ts';
import { numberOr, stringOrEmpty } from '../message-values.ts';
import type { Behaviour, BookshopContext } from '../pipeline.ts';
import { noContent } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';

type Listed = readonly Resource[];

/** The remarks on the order as they were at the list before this one. */
function listBefore(listed: Listed, { memory, message }: BookshopContext): Listed {
  const name = `remarks on ${String(message.path.order_id)}`;
  const before = toArray(memory.get(name)) as unknown as Listed; // what was stored here
  memory.set(
    name,
    listed.map((remark) => ({ ...remark, parentId: remark.parentId ?? null })),
  );
  return before;
}

/** Variants of lists that show the items of a resource without an operation that reads them. */
export const remarkEffects: readonly Behaviour[] = [
  {
    id: 'bookshop/remarks-in-brief',
    description: 'A list of remarks shows the first 10 characters of their texts, and no clerks',
    response: onResponse(
      'listRemarks',
      200,
      mapResponseBody((remarks) =>
        toArray(remarks).map((remark) => {
          const { id = null, text, created_at = null } = toObject(remark);
          const [whole, brief] = [stringOrEmpty(text), stringOrEmpty(text).slice(0, 10)];
          return { id, text: whole === brief ? whole : `${brief}…`, created_at };
        }),
      ),
    ),
  },
  {
    id: 'bookshop/remarks-later',
    description: 'A list of remarks shows what the list before it should have shown',
    listed: inOperation<Listed>('listRemarks', listBefore),
  },
  {
    id: 'bookshop/remarks-of-replica',
    description: 'Every second list of remarks shows what the list before it should have shown',
    listed: inOperation<Listed>('listRemarks', (listed, context) => {
      const count = numberOr(context.memory.get('lists of remarks'), 0) + 1;
      context.memory.set('lists of remarks', count);
      const before = listBefore(listed, context);
      return count % 2 === 0 ? before : listed;
    }),
  },
  {
    id: 'bookshop/new-remarks-only',
    description: 'A remark that was changed is not listed until it is checked',
    listed: inOperation<Listed>('listRemarks', (listed) => listed.filter(({ version }) => version === 1)),
  },
  {
    id: 'bookshop/remarks-removed-anyhow',
    description: 'The removal of a remark that does not exist is answered with 204',
    response: onResponse('deleteRemark', 404, () => noContent()),
  },
];
