import type { Json } from '../../spec/json.ts';

const swapCase = (text: string): string =>
  text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();

const ofText: readonly [kind: string, says: string, of: (text: string) => string][] = [
  ['other case', 'is written in the other case', swapCase],
  ['longer', 'has one character more', (text) => text + (text.at(-1) ?? 'x')],
  ['shorter', 'lacks its last character', (text) => [...text].slice(0, -1).join('')],
  ['blank after', 'has a blank at its end', (text) => `${text} `],
  ['empty', 'is empty', () => ''],
  ['unknown', 'is an unknown value', () => 'unknown'],
];

const others: readonly [kind: string, says: string, now: Json][] = [
  ['as null', 'is null', null],
  ['as string', 'is an unknown string', 'unknown'],
  ['as number', 'is an unknown number', 123_456_789],
  ['as boolean', 'is true', true],
  ['as boolean', 'is false', false],
  ['as empty array', 'is an empty array', []],
  ['as empty object', 'is an empty object', {}],
];

interface Stranger {
  kind: string;
  says: string;
  now: Json;
}

function* candidates(value: Json): Generator<Stranger> {
  if (typeof value === 'string') for (const [kind, says, of] of ofText) yield { kind, says, now: of(value) };
  if (typeof value === 'number') {
    yield { kind: 'one more', says: 'is one more', now: value + 1 };
    yield { kind: 'one less', says: 'is one less', now: value - 1 };
    yield { kind: 'as text', says: 'is a string', now: String(value) };
  }
  for (const [kind, says, now] of others) yield { kind, says, now };
}

/** Values that are none of the known ones, the nearest to this one first. */
export function* strangers(value: Json, known: readonly unknown[]): Generator<Stranger> {
  const seen = new Set(known.map((one) => JSON.stringify(one)));
  for (const stranger of candidates(value)) {
    const text = JSON.stringify(stranger.now);
    if (seen.has(text)) continue;
    seen.add(text);
    yield stranger;
  }
}
