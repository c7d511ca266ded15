import fc from 'fast-check';

/** Lengths count code points, as JSON Schema does (validation section 6.3.1). */
export interface Lengths {
  min: number;
  max: number;
}

/** Where no length is given, texts are this much longer than the least. */
const USUAL = 12;
/** A greatest length up to which it is tried out: what is longer only costs time. */
const LONGEST_EDGE = 20_000;

export const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

const range = (first: number, last: number): fc.Arbitrary<string> =>
  fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code));

/** Letters first: characters shrink to `a`. */
const ascii = fc
  .integer({ min: 0, max: 94 })
  .map((n) => String.fromCharCode(n < 26 ? 97 + n : n < 71 ? 6 + n : 52 + n));
const printable = fc.oneof({ arbitrary: range(0x61, 0x7a), weight: 3 }, range(0x20, 0x7e));
const accented = range(0xc0, 0x17f);
const foreign = fc.oneof(
  range(0x3b1, 0x3c9),
  range(0x5d0, 0x5ea),
  range(0x627, 0x63a),
  range(0x4e00, 0x4fff),
);
const combining = range(0x300, 0x320);
const astral = fc.oneof(range(0x1f600, 0x1f64f), range(0x20000, 0x20100));
const control = fc.oneof(
  fc.constantFrom('\u0000', '\n', '\u007f', '\ufffe', '\ufeff', '\u2028'),
  range(0, 0x1f),
);

/** One character of readable text in many scripts: no control characters, no noncharacters, no surrogates. */
const plain = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: printable, weight: 10 },
  { arbitrary: accented, weight: 1 },
  { arbitrary: foreign, weight: 1 },
  { arbitrary: combining, weight: 1 },
  { arbitrary: astral, weight: 1 },
);

/** One character, by what texts may contain. */
export const characters: Readonly<Record<'plain' | 'any' | 'ascii', fc.Arbitrary<string>>> = {
  ascii: fc.oneof(range(0x61, 0x7a), ascii),
  plain,
  any: fc.oneof({ arbitrary: plain, weight: 6 }, { arbitrary: control, weight: 1 }),
};

/** The text repeated and cut to exactly this many code points. */
function stretched(text: string, length: number): string {
  const units = [...text];
  if (units.length === 0) return '';
  return Array.from({ length }, (_, index) => units[index % units.length]).join('');
}

/** Texts of these lengths: mostly short, at times exactly the least or the greatest length. */
export function texts(character: fc.Arbitrary<string>, { min, max }: Lengths): fc.Arbitrary<string> {
  const usual = Math.min(max, min + USUAL);
  const edge = (length: number) =>
    fc.array(character, { minLength: 1, maxLength: 4 }).map((units) => stretched(units.join(''), length));
  const short =
    min > 64
      ? fc.tuple(edge(min), fc.array(character, { maxLength: usual - min })).map(([a, b]) => a + b.join(''))
      : fc.array(character, { minLength: min, maxLength: usual, size: 'max' }).map((units) => units.join(''));
  const edges = [min, max].filter((length) => length <= LONGEST_EDGE);
  const [first, ...others] = [...new Set(edges)].map((length) => ({ arbitrary: edge(length), weight: 1 }));
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: short, weight: 8 },
    ...(first ? [first] : []),
    ...others,
  );
}
