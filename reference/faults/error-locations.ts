import type { Json } from '../../spec/json.ts';
import { toArray } from '../json-object.ts';
import type { Transform } from '../pipeline.ts';
import { mapAt, when } from '../transforms/json.ts';
import { mapErrorDetails } from '../transforms/response.ts';
import { errorClauses, errorEntryClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const mapLoc = (replace: (loc: Json[]) => Json): Transform<Json> =>
  mapErrorDetails(mapAt('loc', (loc) => replace(toArray(loc))));

/** Faults in which the `loc` of an error is malformed or names another location. */
export const errorLocations: readonly FaultDefinition[] = [
  {
    id: 'loc-text',
    description: '`loc` is a dotted path',
    violates: errorEntryClauses('loc:type'),
    detail: mapLoc((loc) => loc.join('.')),
  },
  {
    id: 'loc-pointer',
    description: '`loc` is a JSON Pointer',
    violates: errorEntryClauses('loc:type'),
    detail: mapLoc((loc) => `/${loc.join('/')}`),
  },
  {
    id: 'loc-null',
    description: '`loc` is null',
    violates: errorEntryClauses('loc:type'),
    detail: mapLoc(() => null),
  },
  {
    id: 'loc-object',
    description: 'The items of `loc` are objects',
    violates: errorEntryClauses('loc/-:anyOf'),
    detail: mapLoc((loc) => loc.map((name) => ({ name }))),
  },
  {
    id: 'loc-nested',
    description: '`loc` is an array in an array',
    violates: errorEntryClauses('loc/-:anyOf'),
    detail: mapLoc((loc) => [loc]),
  },
  {
    id: 'loc-null-item',
    description: '`loc` has null instead of the name of the branch',
    violates: errorEntryClauses('loc/-:anyOf'),
    detail: mapLoc((loc) => loc.map((name) => (/^Customer/.test(String(name)) ? null : name))),
  },
  { id: 'loc-empty', description: '`loc` is empty', violates: errorClauses('loc'), detail: mapLoc(() => []) },
  {
    id: 'loc-body',
    description: '`loc` is always ["body"]',
    violates: errorClauses('loc'),
    detail: mapLoc(() => ['body']),
  },
  {
    id: 'loc-query',
    description: '`loc` starts with "query" for an error in the body',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) => ['query', ...loc.slice(1)]),
  },
  {
    id: 'loc-customer-id',
    description: '`loc` always names `customer_id`',
    violates: errorClauses('loc'),
    detail: mapLoc(() => ['body', 'customer_id']),
  },
  {
    id: 'loc-return-url',
    description: '`loc` always names `return_url`',
    violates: errorClauses('loc'),
    detail: mapLoc((loc) => [...loc.slice(0, -1), 'return_url']),
  },
  {
    id: 'loc-camel',
    description: '`loc` has names in camel case',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) =>
      loc.map((name) => String(name).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())),
    ),
  },
  {
    id: 'loc-title',
    description: '`loc` has spaces instead of underscores',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) =>
      loc.map((name) => (String(name).includes('_') ? String(name).replaceAll('_', ' ') : name)),
    ),
  },
  {
    id: 'loc-parent',
    description: '`loc` lacks the name of the field',
    violates: errorClauses('loc'),
    detail: mapLoc((loc) => loc.slice(0, -1)),
  },
  {
    id: 'loc-index',
    description: '`loc` has an index instead of the name of the field',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) => loc.map((name, at) => (at === loc.length - 1 ? at : name))),
  },
  {
    id: 'loc-other-name',
    description: '`loc` has `success_url` instead of `return_url`',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) => loc.map((name) => (name === 'return_url' ? 'success_url' : name))),
  },
  {
    id: 'loc-member',
    description: '`loc` has `id` instead of `member_id`',
    violates: errorClauses('loc', 'loc-resolves'),
    detail: mapLoc((loc) => loc.map((name) => (name === 'member_id' ? 'id' : name))),
  },
  {
    id: 'loc-rotated',
    description: '`loc` names the wrong field in one in eight errors',
    violates: errorClauses('loc'),
    detail: when(
      (context) => context.random() < 1 / 8,
      mapLoc(() => ['body', 'external_member_id']),
    ),
    rare: true,
  },
];
