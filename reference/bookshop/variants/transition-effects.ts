import type { Resource } from '../collection.ts';
import type { Behaviour } from '../pipeline.ts';
import { problem } from '../responses.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';

/** Variants with other responses to a repeated change of state that the document and HTTP allow. */
export const transitionEffects: readonly Behaviour[] = [
  {
    id: 'bookshop/retired-authors-hidden',
    description: 'An author who is retired is answered with 404 when retired again',
    lookup: inOperation<Resource | undefined>('retireAuthor', (found, { store: { retiredAuthors } }) =>
      found && retiredAuthors.has(found.id) ? undefined : found,
    ),
  },
  {
    id: 'bookshop/retires-later',
    description: 'An author retires later: each request is answered with 202 until then',
    response: (response, context) =>
      context.operation.id === 'retireAuthor' && [204, 409].includes(response.status)
        ? { status: 202, headers: {}, body: undefined }
        : response,
  },
  {
    id: 'bookshop/retired-authors-unprocessable',
    description: 'A repeated retirement is answered with 422 instead of 409',
    response: onResponse('retireAuthor', 409, () => problem(422, 'The author cannot be retired')),
  },
];
