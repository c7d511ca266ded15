import type { Json } from '../../spec/json.ts';
import { mapNonNullAt, mapStringAt, setAt, when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { customerClauses, teamClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const formatEnum = customerClauses('tax_id@array/1:enum');

const readPair = (value: Json): [string, string] =>
  Array.isArray(value) ? [String(value[0]), String(value[1])] : ['', ''];

/** Faults in which `tax_id` is not a pair of number and format. */
export const tuples: readonly FaultDefinition[] = [
  {
    id: 'tuple-swapped',
    description: 'The items of `tax_id` are in reverse order',
    violates: formatEnum,
    customer: mapNonNullAt('tax_id', (value) => readPair(value).reverse()),
  },
  {
    id: 'tuple-three',
    description: '`tax_id` has a third item',
    violates: customerClauses('tax_id@array:maxItems'),
    customer: mapNonNullAt('tax_id', (value) => [...readPair(value), 'verified']),
  },
  {
    id: 'tuple-one',
    description: '`tax_id` lacks its second item',
    violates: customerClauses('tax_id@array:minItems'),
    customer: mapNonNullAt('tax_id', (value) => readPair(value).slice(0, 1)),
  },
  {
    id: 'tuple-empty',
    description: '`tax_id` of a team is an empty array',
    violates: teamClauses('tax_id@array:minItems'),
    customer: when(isTeam, setAt('tax_id', [])),
  },
  {
    id: 'tuple-object',
    description: '`tax_id` is an object',
    violates: customerClauses('tax_id:anyOf'),
    customer: mapNonNullAt('tax_id', (value) => ({ value: readPair(value)[0], type: readPair(value)[1] })),
  },
  {
    id: 'tuple-text',
    description: '`tax_id` is a string',
    violates: customerClauses('tax_id:anyOf'),
    customer: mapNonNullAt('tax_id', (value) => readPair(value)[0]),
  },
  {
    id: 'tuple-list-of-pairs',
    description: '`tax_id` is an array of pairs',
    violates: customerClauses('tax_id@array:minItems'),
    customer: mapNonNullAt('tax_id', (value) => [readPair(value)]),
  },
  {
    id: 'tuple-number',
    description: 'The number of a tax id is a JSON number if it has only digits',
    violates: customerClauses('tax_id@array/0:type'),
    customer: mapStringAt('tax_id.0', (value) => (/^\d+$/.test(value) ? Number(value) : value)),
  },
  {
    id: 'tuple-null-format',
    description: 'The format of a tax id is null',
    violates: customerClauses('tax_id@array/1:type'),
    customer: setAt('tax_id.1', null),
  },
  {
    id: 'tuple-object-format',
    description: 'The format of a tax id is an object',
    violates: customerClauses('tax_id@array/1:type'),
    customer: mapStringAt('tax_id.1', (code) => ({ code })),
    rare: true,
  },
];
