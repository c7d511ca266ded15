import type { Json } from '../../spec/json.ts';
import { isJsonObject } from '../json-object.ts';
import type { Transform } from '../pipeline.ts';
import { addProperties, mapAt, when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { customerClauses, teamClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const valueClauses = customerClauses('metadata/+:anyOf');

const mapValues = (replace: (value: Json, name: string) => Json): Transform<Json> =>
  mapAt('metadata', (metadata) =>
    isJsonObject(metadata)
      ? Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, replace(value, name)]))
      : metadata,
  );

const addValue = (extra: Json): Transform<Json> => mapAt('metadata', addProperties({ extra }));

/** Faults in which metadata has values that are not strings, numbers or booleans. */
export const metadata: readonly FaultDefinition[] = [
  {
    id: 'metadata-null',
    description: '`metadata` has a null value',
    violates: valueClauses,
    customer: addValue(null),
  },
  {
    id: 'metadata-object',
    description: '`metadata` has an object as a value',
    violates: valueClauses,
    customer: addValue({ nested: true }),
  },
  {
    id: 'metadata-list',
    description: '`metadata` has an array as a value',
    violates: valueClauses,
    customer: addValue(['a', 'b']),
  },
  {
    id: 'metadata-typed',
    description: 'The values of `metadata` are objects with `type` and `value`',
    violates: valueClauses,
    customer: mapValues((value) => ({ type: typeof value, value })),
  },
  {
    id: 'metadata-false-null',
    description: '`metadata` has null instead of false',
    violates: valueClauses,
    customer: mapValues((value) => (value === false ? null : value)),
  },
  {
    id: 'metadata-float-split',
    description: '`metadata` has an array of two numbers instead of a fractional number',
    violates: valueClauses,
    customer: mapValues((value) =>
      typeof value === 'number' && !Number.isInteger(value) ? [Math.trunc(value), value % 1] : value,
    ),
  },
  {
    id: 'metadata-empty-text-null',
    description: '`metadata` has null instead of an empty string',
    violates: valueClauses,
    customer: mapValues((value) => (value === '' ? null : value)),
    rare: true,
  },
  {
    id: 'metadata-non-ascii-name',
    description: '`metadata` has null values for non-ASCII names',
    violates: valueClauses,
    customer: mapValues((value, name) => (/[^ -~]/.test(name) ? null : value)),
    rare: true,
  },
  {
    id: 'metadata-team-list',
    description: "The values of a team's `metadata` are arrays",
    violates: teamClauses('metadata/+:anyOf'),
    customer: when(
      isTeam,
      mapValues((value) => [value]),
    ),
  },
  {
    id: 'metadata-pairs',
    description: '`metadata` is an array of objects with `key` and `value`',
    violates: customerClauses('metadata:type'),
    customer: mapAt('metadata', (value) =>
      Object.entries(Object(value)).map(([key, value]) => ({ key, value: value as Json })),
    ), // every member of a JSON object is JSON
  },
  {
    id: 'metadata-undefined',
    description: '`metadata` is false in one in eight responses',
    violates: customerClauses('metadata:type'),
    customer: when(
      (context) => context.random() < 1 / 8,
      mapAt('metadata', () => false),
    ),
    rare: true,
  },
];
