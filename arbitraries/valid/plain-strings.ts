import fc from 'fast-check';
import { type LengthRange, stretch } from './string-length.ts';

/** The maximum number of characters above the minimum, except for strings of an exact length. */
const USUAL_EXTRA = 12;
/**
 * Strings of exactly the minimum or maximum length are only generated up to this length, because longer ones cost time
 * and find no more.
 */
const MAX_EDGE_LENGTH = 20_000;

const range = (first: number, last: number): fc.Arbitrary<string> =>
  fc.integer({ min: first, max: last }).map((code) => String.fromCodePoint(code));

const printable = fc.oneof({ arbitrary: range(0x61, 0x7a), weight: 3 }, range(0x20, 0x7e));
const accented = range(0xc0, 0x17f);
const otherScripts = fc.oneof(
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

/**
 * A readable character: no control character, noncharacter or surrogate. ASCII is first, because shrinking ends there.
 */
const plain = fc.oneof(
  { withCrossShrink: true },
  { arbitrary: printable, weight: 10 },
  { arbitrary: accented, weight: 1 },
  { arbitrary: otherScripts, weight: 1 },
  { arbitrary: combining, weight: 1 },
  { arbitrary: astral, weight: 1 },
);

/** Arbitraries of single characters by the option `text` of the context. */
export const characters: Readonly<Record<'plain' | 'any', fc.Arbitrary<string>>> = {
  plain,
  any: fc.oneof({ arbitrary: plain, weight: 6 }, { arbitrary: control, weight: 1 }),
};

/** An arbitrary of strings in the length range: mostly short ones, some of exactly the minimum or maximum length. */
export function plainStrings(
  character: fc.Arbitrary<string>,
  { min, max }: LengthRange,
): fc.Arbitrary<string> {
  const usualMax = Math.min(max, min + USUAL_EXTRA);
  const ofLength = (length: number) =>
    fc.array(character, { minLength: 1, maxLength: 4 }).map((units) => stretch(units.join(''), length));
  const short =
    min > 64
      ? fc
          .tuple(ofLength(min), fc.array(character, { maxLength: usualMax - min }))
          .map(([a, b]) => a + b.join(''))
      : fc
          .array(character, { minLength: min, maxLength: usualMax, size: 'max' })
          .map((units) => units.join(''));
  const edges = [...new Set([min, max].filter((length) => length <= MAX_EDGE_LENGTH))];
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: short, weight: 8 },
    ...edges.map((length) => ({ arbitrary: ofLength(length), weight: 1 })),
  );
}
