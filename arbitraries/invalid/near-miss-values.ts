import { isObject, type Json } from '../../spec/json.ts';
import { jsonType } from '../../spec/json-schema/json-type.ts';

const asNumber = (value: Json): number => {
  const number =
    isObject(value) || Array.isArray(value) || (typeof value === 'string' && value.trim() === '')
      ? Number.NaN
      : Number(value);
  return Number.isFinite(number) ? number : 1;
};

const asText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Values of every type, each as near to the given one as its type allows: what lax readers coerce. */
const rows: readonly [kind: string, says: string, of: (value: Json) => Json | undefined][] = [
  ['null', 'is null', () => null],
  ['number', 'is a number', asNumber],
  ['fraction', 'is a fraction', (value) => (typeof value === 'number' ? Math.floor(value) + 0.5 : 0.5)],
  ['string', 'is a string', asText],
  ['text', 'is a string', () => 'text'],
  ['boolean', 'is a boolean', (value) => value !== 'false' && value !== 0],
  ['in array', 'is wrapped in an array', (value) => [value]],
  ['empty array', 'is an empty array', () => []],
  [
    'items',
    'is an array of its values',
    (value) => (isObject(value) ? (Object.values(value) as Json[]) : undefined),
  ],
  ['in object', 'is wrapped in an object', (value) => ({ value })],
  ['empty object', 'is an empty object', () => ({})],
];

export interface NearMiss {
  kind: string;
  says: string;
  now: Json;
}

/** The given value under every other type. */
export function* nearMisses(value: Json): Generator<NearMiss> {
  const seen = new Set([JSON.stringify(value)]);
  for (const [kind, says, of] of rows) {
    const now = of(value);
    if (now === undefined || seen.has(JSON.stringify(now))) continue;
    seen.add(JSON.stringify(now));
    yield {
      kind: `as ${kind}`,
      says: jsonType(now) === jsonType(value) ? 'is of the wrong type' : says,
      now,
    };
  }
}
