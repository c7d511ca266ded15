import type { Json } from '../../spec/json.ts';
import { entry, errors } from './clause-ids.ts';
import { entries, replace, when } from './edits.ts';
import type { Row } from './fault.ts';

const listed = (loc: Json): Json[] => (Array.isArray(loc) ? loc : []);

const loc = (change: (was: Json[]) => Json) => entries(replace('loc', (was) => change(listed(was))));

/** Errors whose `loc` leads elsewhere. */
export const locations: readonly Row[] = [
  {
    id: 'loc-text',
    says: '`loc` is a dotted text',
    violates: entry('loc:type'),
    detail: loc((was) => was.join('.')),
  },
  {
    id: 'loc-pointer',
    says: '`loc` is a JSON pointer',
    violates: entry('loc:type'),
    detail: loc((was) => `/${was.join('/')}`),
  },
  { id: 'loc-null', says: '`loc` is null', violates: entry('loc:type'), detail: loc(() => null) },
  {
    id: 'loc-object',
    says: '`loc` lists objects',
    violates: entry('loc/-:anyOf'),
    detail: loc((was) => was.map((name) => ({ name }))),
  },
  {
    id: 'loc-nested',
    says: '`loc` is a list within a list',
    violates: entry('loc/-:anyOf'),
    detail: loc((was) => [was]),
  },
  {
    id: 'loc-null-item',
    says: '`loc` has null for the branch',
    violates: entry('loc/-:anyOf'),
    detail: loc((was) => was.map((name) => (/^Customer/.test(String(name)) ? null : name))),
  },
  { id: 'loc-empty', says: '`loc` is empty', violates: errors('loc'), detail: loc(() => []) },
  {
    id: 'loc-body',
    says: '`loc` says "body", nothing more',
    violates: errors('loc'),
    detail: loc(() => ['body']),
  },
  {
    id: 'loc-query',
    says: '`loc` says "query" for the body',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) => ['query', ...was.slice(1)]),
  },
  {
    id: 'loc-customer-id',
    says: '`loc` always names `customer_id`',
    violates: errors('loc'),
    detail: loc(() => ['body', 'customer_id']),
  },
  {
    id: 'loc-return-url',
    says: '`loc` always names `return_url`',
    violates: errors('loc'),
    detail: loc((was) => [...was.slice(0, -1), 'return_url']),
  },
  {
    id: 'loc-camel',
    says: '`loc` is in camel case',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) =>
      was.map((name) => String(name).replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())),
    ),
  },
  {
    id: 'loc-title',
    says: '`loc` names titles: "Return Url"',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) =>
      was.map((name) => (String(name).includes('_') ? String(name).replaceAll('_', ' ') : name)),
    ),
  },
  {
    id: 'loc-parent',
    says: '`loc` ends before the field',
    violates: errors('loc'),
    detail: loc((was) => was.slice(0, -1)),
  },
  {
    id: 'loc-index',
    says: '`loc` gives the number of the field',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) => was.map((name, at) => (at === was.length - 1 ? at : name))),
  },
  {
    id: 'loc-other-name',
    says: '`loc` calls `return_url` `success_url`',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) => was.map((name) => (name === 'return_url' ? 'success_url' : name))),
  },
  {
    id: 'loc-member',
    says: '`loc` calls `member_id` `id`',
    violates: errors('loc', 'loc-resolves'),
    detail: loc((was) => was.map((name) => (name === 'member_id' ? 'id' : name))),
  },
  {
    id: 'loc-rotated',
    says: 'one `loc` in eight names the wrong field',
    violates: errors('loc'),
    detail: when(
      (ask) => ask.random() < 1 / 8,
      loc(() => ['body', 'external_member_id']),
    ),
    rare: true,
  },
];
