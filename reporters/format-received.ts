import type { Finding } from '../spec/clauses/verdict.ts';
import { toPrintable, toPrintableJson } from './printable.ts';

/** Formats the received value and its location: "null at /customer/email". */
export function formatReceived({ received, location }: Finding): string {
  const text = 'words' in received ? toPrintable(received.words, 400) : toPrintableJson(received.value, 400);
  if (location === 'status') return 'words' in received ? text : `status ${text}`;
  return `${text} ${formatLocation(location)}`.trimEnd();
}

function formatLocation(location: Finding['location']): string {
  if (typeof location === 'object')
    return location.body === '' ? 'as the body' : `at ${toPrintable(location.body, 200)}`;
  if (location.startsWith('header '))
    return `in the \`${toPrintable(location.slice('header '.length), 120)}\` header`;
  return location === 'connection' ? '' : `in the ${toPrintable(location, 120)}`;
}
