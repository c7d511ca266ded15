import { serializations as shared } from '../../variants/serializations.ts';
import type { Behaviour } from '../pipeline.ts';

const sharedIds = ['charset', 'media-type-case', 'no-keep-alive', 'chunked', 'gzip', 'indented'];

/**
 * Variants with other headers, framing and JSON serializations. Most are those of the reference for customer sessions.
 */
export const serializations: readonly Behaviour[] = [
  ...shared
    .filter(({ id }) => sharedIds.includes(id))
    .map((serialization) => ({ ...serialization, id: `bookshop/${serialization.id}` })),
  {
    id: 'bookshop/extra-headers',
    description: 'Responses have additional headers',
    response: (response) => ({
      ...response,
      headers: {
        ...response.headers,
        'server-timing': 'db;dur=5',
        'cache-control': 'no-store',
        vary: 'Accept, Origin',
        'set-cookie': ['a=1', 'b=2'],
      },
    }),
  },
];
