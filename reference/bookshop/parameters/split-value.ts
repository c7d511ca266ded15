import type { RawValue } from '../values/value-type.ts';
import type { Pair } from './pairs.ts';
import type { ParameterDefinition } from './parameter.ts';

type Decode = (text: string) => string;

const separators = { spaceDelimited: / |%20|\+/, pipeDelimited: /\||%7C/i } as const;

/** Splits a text that contains all items or properties of a value. */
export function splitValue(
  { type, style, explode, isJson }: ParameterDefinition,
  text: string,
  decode: Decode,
): RawValue {
  if (type.kind === 'scalar' || isJson) return decode(text);
  const separator = style === 'spaceDelimited' || style === 'pipeDelimited' ? separators[style] : ',';
  const items = text.split(separator);
  if (type.kind === 'array') return items.map(decode);
  const names = explode === true ? items.map((item) => item.split('=', 2)) : pairUp(items);
  return Object.fromEntries(names.map(([name = '', value = '']) => [decode(name), decode(value)]));
}

/** Pairs up names and values: `a,1,b,2` becomes `[[a, 1], [b, 2]]`. */
const pairUp = (items: readonly string[]): string[][] =>
  items.flatMap((item, index) => (index % 2 === 0 ? [[item, items[index + 1] ?? '']] : []));

const bracketName = /^(.*)\[(.*)\]$/s;

/**
 * Returns the raw value of a query or form parameter; undefined if it is absent. If the pair of a scalar is repeated,
 * the first one counts.
 */
export function splitPairs(
  parameter: ParameterDefinition,
  pairs: readonly Pair[],
  decode: Decode,
): RawValue | undefined {
  const { name, type, style, explode = true } = parameter;
  if (style === 'deepObject') {
    const entries = pairs.flatMap(([key, text]) => {
      const [, base, property = ''] = bracketName.exec(key) ?? [];
      return base === name ? [[property, decode(text)]] : [];
    });
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  const texts = pairs.filter(([key]) => key === name).map(([, text]) => text);
  if (type.kind === 'array' && explode) return texts.length === 0 ? undefined : texts.map(decode);
  const [first] = texts;
  return first === undefined ? undefined : splitValue(parameter, first, decode);
}
