import { jsonResponse } from '../../responses.ts';
import type { OperationDefinition } from '../pipeline.ts';
import { array, object } from '../values/containers.ts';
import { boolean, integer, string } from '../values/scalars.ts';

const label = string({ pattern: /^[a-z]{1,12}$/ });

const readerType = object({
  properties: { height: integer({ minimum: 40, maximum: 250 }), ladder: boolean },
  required: ['height'],
  closedBy: 'additionalProperties',
});

/** Operations with path and header parameters in every style. */
export const shelfOperations: readonly OperationDefinition[] = [
  {
    id: 'findShelf',
    method: 'GET',
    path: '/floors/{floor}/shelves/{section}/{labels}/{bays}',
    parameters: [
      { name: 'floor', in: 'path', type: integer({ minimum: -1, maximum: 4 }) },
      {
        name: 'section',
        in: 'path',
        style: 'label',
        type: string({ values: ['fiction', 'poetry', 'travel'] }),
      },
      {
        name: 'labels',
        in: 'path',
        style: 'matrix',
        type: array(label, { minItems: 1, maxItems: 3, uniqueItems: true }),
      },
      {
        name: 'bays',
        in: 'path',
        type: array(integer({ minimum: 1, maximum: 99 }), { minItems: 1, maxItems: 4 }),
      },
      { name: 'X-Aisle', in: 'header', required: true, type: string({ pattern: /^[A-Z][0-9]{2}$/ }) },
      {
        name: 'X-Lamps',
        in: 'header',
        type: array(integer({ minimum: 0, maximum: 255 }), { minItems: 1, maxItems: 3 }),
      },
      { name: 'X-Reader', in: 'header', explode: true, type: readerType },
    ],
    errors: 'problem',
    handle: ({ message }) => {
      const { floor = null, section = null, labels = null, bays = null } = message.path;
      return jsonResponse(200, { floor, section, labels, bays }, { 'content-language': 'en' });
    },
  },
];
