import fc from 'fast-check';
import { fitsSet } from '../../spec/json-schema/regular-expressions/set.ts';

const codes = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

/** What a set is tried with first: the readable ASCII, then samples of many scripts. */
const ASCII = [
  ...codes(0x61, 0x7a),
  ...codes(0x41, 0x5a),
  ...codes(0x30, 0x39),
  ...codes(0x20, 0x2f),
  ...codes(0x3a, 0x40),
  ...codes(0x5b, 0x60),
  ...codes(0x7b, 0x7e),
];
const SCRIPTS = [...codes(0xa0, 0x17f), ...'αωאתابกあ漢字한😀𠀀', '\u0301'];
const CONTROLS = [...codes(0, 0x1f), '\u007f', '\ufeff', '\u2028'];

const found = new Map<string, fc.Arbitrary<string>>();

/**
 * The characters that one element of a pattern matches: readable ones if there are any.
 * @throws RangeError when it matches no character
 */
export function setMembers(source: string, flags: string, text: 'plain' | 'any'): fc.Arbitrary<string> {
  const key = `${text}${flags}/${source}`;
  const known = found.get(key) ?? members(fitsSet(source, flags), source, text);
  found.set(key, known);
  return known;
}

function members(fits: (character: string) => boolean, source: string, text: 'plain' | 'any') {
  const ascii = ASCII.filter(fits);
  const others = [...SCRIPTS, ...(text === 'any' ? CONTROLS : [])].filter(fits);
  if (ascii.length + others.length === 0) {
    const rare = search(fits);
    if (rare.length === 0) throw new RangeError(`${source} matches no character`);
    return fc.constantFrom(...rare);
  }
  if (ascii.length === 0) return fc.constantFrom(...others);
  if (others.length === 0) return fc.constantFrom(...ascii);
  return fc.oneof({ arbitrary: fc.constantFrom(...ascii), weight: 6 }, fc.constantFrom(...others));
}

/** All of Unicode, but surrogates, until there are enough. */
function search(fits: (character: string) => boolean): string[] {
  const rare: string[] = [];
  for (let code = 0; code <= 0x10ffff && rare.length < 64; code += 1) {
    if (code === 0xd800) code = 0xe000;
    const character = String.fromCodePoint(code);
    if (fits(character)) rare.push(character);
  }
  return rare;
}
