import { decodeFormText, type Pair, parseFormPairs } from '../parameters/pairs.ts';
import type { RawValue } from '../values/value-type.ts';
import type { ReadBody } from './body.ts';
import { decodeUtf8 } from './text.ts';

/** Reads a form such as `a=1&b=x&b=y`, where a repeated name is an array. */
export const readForm: ReadBody = ({ bytes, type, settings }) => {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { unreadable: 'the form is not UTF-8' };
  const pairs = parseFormPairs(text).map(([name, value]): Pair => [name, decodeFormText(value)]);
  return { value: type.read(groupFields(pairs), settings) };
};

/** Groups the fields by name. A repeated name has a list of values. */
export function groupFields(pairs: readonly Pair[]): RawValue {
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) fields.set(name, [...(fields.get(name) ?? []), value]);
  const entries = [...fields].map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]);
  return Object.fromEntries(entries);
}
