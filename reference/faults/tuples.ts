import { customer, team } from './clause-ids.ts';
import { isTeam, present, set, text, when } from './edits.ts';
import type { Row } from './fault.ts';

const format = customer('tax_id@array/1:enum');

const items = (was: unknown): [string, string] =>
  Array.isArray(was) ? [String(was[0]), String(was[1])] : ['', ''];

/** A tax id is a pair: number, then format. */
export const tuples: readonly Row[] = [
  {
    id: 'tuple-swapped',
    says: 'a tax id has the format first',
    violates: format,
    customer: present('tax_id', (was) => items(was).reverse()),
  },
  {
    id: 'tuple-three',
    says: 'a tax id has a third item',
    violates: customer('tax_id@array:maxItems'),
    customer: present('tax_id', (was) => [...items(was), 'verified']),
  },
  {
    id: 'tuple-one',
    says: 'a tax id is a list of the number alone',
    violates: customer('tax_id@array:minItems'),
    customer: present('tax_id', (was) => items(was).slice(0, 1)),
  },
  {
    id: 'tuple-empty',
    says: 'the tax id of a team is an empty list',
    violates: team('tax_id@array:minItems'),
    customer: when(isTeam, set('tax_id', [])),
  },
  {
    id: 'tuple-object',
    says: 'a tax id is an object of number and format',
    violates: customer('tax_id:anyOf'),
    customer: present('tax_id', (was) => ({ value: items(was)[0], type: items(was)[1] })),
  },
  {
    id: 'tuple-text',
    says: 'a tax id is the number alone',
    violates: customer('tax_id:anyOf'),
    customer: present('tax_id', (was) => items(was)[0]),
  },
  {
    id: 'tuple-list-of-pairs',
    says: 'a tax id is a list of pairs',
    violates: customer('tax_id@array:minItems'),
    customer: present('tax_id', (was) => [items(was)]),
  },
  {
    id: 'tuple-number',
    says: 'the number of a tax id of digits is a number',
    violates: customer('tax_id@array/0:type'),
    customer: text('tax_id.0', (was) => (/^\d+$/.test(was) ? Number(was) : was)),
  },
  {
    id: 'tuple-null-format',
    says: 'the format of a tax id is null',
    violates: customer('tax_id@array/1:type'),
    customer: set('tax_id.1', null),
  },
  {
    id: 'tuple-object-format',
    says: 'the format of a tax id is an object',
    violates: customer('tax_id@array/1:type'),
    customer: text('tax_id.1', (code) => ({ code })),
    rare: true,
  },
];
