import { errors } from './clause-ids.ts';
import { entries, replace, text } from './edits.ts';
import type { Row } from './fault.ts';

/** An `input` that is not the value at `loc`. */
export const inputs: readonly Row[] = [
  {
    id: 'error-input-message',
    says: '`input` is the value as text',
    violates: errors('input'),
    detail: entries(replace('input', (was) => JSON.stringify(was))),
  },
  {
    id: 'error-input-body',
    says: '`input` is always the whole body',
    violates: errors('input'),
    detail: (was, ask) => entries(replace('input', (input) => ask.body ?? input))(was, ask),
  },
  {
    id: 'error-input-cut',
    says: '`input` is cut after 20 characters',
    violates: errors('input'),
    detail: entries(text('input', (was) => was.slice(0, 20))),
  },
  {
    id: 'error-input-lower',
    says: '`input` is in lower case',
    violates: errors('input'),
    detail: entries(text('input', (was) => was.toLowerCase())),
    rare: true,
  },
];
