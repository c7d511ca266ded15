import { escapeRegExp } from '../spec/escape-reg-exp.ts';
import type { Json } from '../spec/json.ts';

/** Whether the name occurs in the text as a whole word. */
export const isNamed = (text: string, name: string): boolean =>
  name.length > 1 && new RegExp(`(?<![\\w-])${escapeRegExp(name)}(?![\\w-])`, 'i').test(text);

/** The texts and numbers of a JSON value, without the names of its properties: these are often those of an envelope. */
export function printValues(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(printValues).join('\n');
  if (typeof value === 'object' && value !== null) return Object.values(value).map(printValues).join('\n');
  return String(value);
}
