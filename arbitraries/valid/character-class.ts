import fc from 'fast-check';
import { createCharacterTest } from '../../spec/json-schema/regular-expressions/character-test.ts';

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

/**
 * Printable ASCII characters: first letters and digits, then the rest, because shrinking prefers earlier characters.
 */
const ASCII = [
  ...range(0x61, 0x7a),
  ...range(0x41, 0x5a),
  ...range(0x30, 0x39),
  ...range(0x20, 0x2f),
  ...range(0x3a, 0x40),
  ...range(0x5b, 0x60),
  ...range(0x7b, 0x7e),
];
const OTHER_SCRIPTS = [...range(0xa0, 0x17f), ...'αωאתابกあ漢字한😀𠀀', '\u0301'];
const CONTROLS = [...range(0, 0x1f), '\u007f', '\ufeff', '\u2028'];
const MAX_RARE_CHARACTERS = 64;

const cache = new Map<string, fc.Arbitrary<string>>();

/**
 * Creates an arbitrary of the characters that a class matches: mostly ASCII if it matches any, and no control
 * characters if `text` is `plain`.
 * @throws RangeError if the class matches no character
 */
export function charactersOfClass(
  source: string,
  flags: string,
  text: 'plain' | 'any',
): fc.Arbitrary<string> {
  const key = `${text}${flags}/${source}`;
  const arbitrary = cache.get(key) ?? createArbitrary(createCharacterTest(source, flags), source, text);
  cache.set(key, arbitrary);
  return arbitrary;
}

function createArbitrary(matches: (character: string) => boolean, source: string, text: 'plain' | 'any') {
  const ascii = ASCII.filter(matches);
  const others = [...OTHER_SCRIPTS, ...(text === 'any' ? CONTROLS : [])].filter(matches);
  if (ascii.length + others.length === 0) {
    const rare = findRareCharacters(matches);
    if (rare.length === 0) throw new RangeError(`${source} matches no character`);
    return fc.constantFrom(...rare);
  }
  if (ascii.length === 0) return fc.constantFrom(...others);
  if (others.length === 0) return fc.constantFrom(...ascii);
  return fc.oneof({ arbitrary: fc.constantFrom(...ascii), weight: 6 }, fc.constantFrom(...others));
}

/** Searches all of Unicode except surrogates for characters that match. */
function findRareCharacters(matches: (character: string) => boolean): string[] {
  const rare: string[] = [];
  for (let code = 0; code <= 0x10ffff && rare.length < MAX_RARE_CHARACTERS; code += 1) {
    if (code === 0xd800) code = 0xe000;
    const character = String.fromCodePoint(code);
    if (matches(character)) rare.push(character);
  }
  return rare;
}
