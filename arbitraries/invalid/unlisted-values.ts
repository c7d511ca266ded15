import type { Json } from '../../spec/json.ts';
import type { Replacement } from './mutation.ts';

const swapCase = (text: string): string =>
  text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();

const textEdits: readonly [kind: string, problem: string, edit: (text: string) => string][] = [
  ['other case', 'is written in the other case', swapCase],
  ['longer', 'has one extra character', (text) => text + (text.at(-1) ?? 'x')],
  ['shorter', 'lacks its last character', (text) => [...text].slice(0, -1).join('')],
  ['blank after', 'ends with a space', (text) => `${text} `],
  ['empty', 'is empty', () => ''],
  ['unknown', 'is an unknown value', () => 'unknown'],
];

const fixedValues: readonly [kind: string, problem: string, after: Json][] = [
  ['as null', 'is null', null],
  ['as string', 'is an unknown string', 'unknown'],
  ['as number', 'is an unknown number', 123_456_789],
  ['as boolean', 'is true', true],
  ['as boolean', 'is false', false],
  ['as empty array', 'is an empty array', []],
  ['as empty object', 'is an empty object', {}],
];

function* generateCandidates(value: Json): Generator<Replacement> {
  if (typeof value === 'string')
    for (const [kind, problem, edit] of textEdits) yield { kind, problem, after: edit(value) };
  if (typeof value === 'number') {
    yield { kind: 'one more', problem: 'is greater by one', after: value + 1 };
    yield { kind: 'one less', problem: 'is less by one', after: value - 1 };
    yield { kind: 'as text', problem: 'is a string', after: String(value) };
  }
  for (const [kind, problem, after] of fixedValues) yield { kind, problem, after };
}

/** Yields values that are not in the list, starting with those most similar to the given value. */
export function* generateUnlistedValues(value: Json, listed: readonly unknown[]): Generator<Replacement> {
  const seen = new Set(listed.map((one) => JSON.stringify(one)));
  for (const candidate of generateCandidates(value)) {
    const text = JSON.stringify(candidate.after);
    if (seen.has(text)) continue;
    seen.add(text);
    yield candidate;
  }
}
