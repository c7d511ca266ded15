import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import { customer, team } from './clause-ids.ts';
import { type Change, isTeam, replace, when } from './edits.ts';
import type { Row } from './fault.ts';

const values = customer('metadata/+:anyOf');

/** Replaces the values of metadata, by name. */
const each = (change: (value: Json, name: string) => Json): Change<Json> =>
  replace('metadata', (was) =>
    isObject(was)
      ? Object.fromEntries(
          Object.entries(was as JsonObject).map(([name, item]) => [name, change(item, name)]),
        ) // a Json that is an object
      : was,
  );

const extra = (item: Json): Change<Json> =>
  replace('metadata', (was) => (isObject(was) ? { ...(was as JsonObject), extra: item } : was)); // a Json that is an object

/** Metadata holds texts, numbers and booleans only. */
export const metadata: readonly Row[] = [
  { id: 'metadata-null', says: 'metadata has a null value', violates: values, customer: extra(null) },
  {
    id: 'metadata-object',
    says: 'metadata has an object',
    violates: values,
    customer: extra({ nested: true }),
  },
  { id: 'metadata-list', says: 'metadata has a list', violates: values, customer: extra(['a', 'b']) },
  {
    id: 'metadata-typed',
    says: 'values of metadata are objects of type and value',
    violates: values,
    customer: each((value) => ({ type: typeof value, value })),
  },
  {
    id: 'metadata-false-null',
    says: 'false is null in metadata',
    violates: values,
    customer: each((value) => (value === false ? null : value)),
  },
  {
    id: 'metadata-float-split',
    says: 'numbers with a fraction are lists of their parts in metadata',
    violates: values,
    customer: each((value) =>
      typeof value === 'number' && !Number.isInteger(value) ? [Math.trunc(value), value % 1] : value,
    ),
  },
  {
    id: 'metadata-empty-text-null',
    says: 'empty texts are null in metadata',
    violates: values,
    customer: each((value) => (value === '' ? null : value)),
    rare: true,
  },
  {
    id: 'metadata-non-ascii-name',
    says: 'values whose name has characters beyond ASCII are null in metadata',
    violates: values,
    customer: each((value, name) => (/[^ -~]/.test(name) ? null : value)),
    rare: true,
  },
  {
    id: 'metadata-team-list',
    says: 'metadata of teams is one list per name',
    violates: team('metadata/+:anyOf'),
    customer: when(
      isTeam,
      each((value) => [value]),
    ),
  },
  {
    id: 'metadata-pairs',
    says: 'metadata is a list of names and values',
    violates: customer('metadata:type'),
    customer: replace('metadata', (was) =>
      Object.entries(Object(was)).map(([key, value]) => ({ key, value: value as Json })),
    ), // the values of a Json
  },
  {
    id: 'metadata-undefined',
    says: 'metadata of one customer in eight is false',
    violates: customer('metadata:type'),
    customer: when(
      (ask) => ask.random() < 1 / 8,
      replace('metadata', () => false),
    ),
    rare: true,
  },
];
