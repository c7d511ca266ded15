import { mapAt, mapStringAt } from '../transforms/json.ts';
import { mapErrorDetails } from '../transforms/response.ts';
import { errorClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Faults in which the `input` of an error is not the value at its `loc`. */
export const errorInputs: readonly FaultDefinition[] = [
  {
    id: 'error-input-message',
    description: '`input` is the value serialized as a string',
    violates: errorClauses('input'),
    detail: mapErrorDetails(mapAt('input', (value) => JSON.stringify(value))),
  },
  {
    id: 'error-input-body',
    description: '`input` is always the whole body',
    violates: errorClauses('input'),
    detail: (value, context) =>
      mapErrorDetails(mapAt('input', (input) => context.body ?? input))(value, context),
  },
  {
    id: 'error-input-cut',
    description: '`input` is truncated to 20 characters',
    violates: errorClauses('input'),
    detail: mapErrorDetails(mapStringAt('input', (value) => value.slice(0, 20))),
  },
  {
    id: 'error-input-lower',
    description: '`input` is in lower case',
    violates: errorClauses('input'),
    detail: mapErrorDetails(mapStringAt('input', (value) => value.toLowerCase())),
    rare: true,
  },
];
