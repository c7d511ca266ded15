import fc from 'fast-check';
import type { Regex } from '../../spec/json-schema/regular-expressions/parse-regex.ts';
import type { RegexNode } from '../../spec/json-schema/regular-expressions/regex-node.ts';
import type { ValidContext } from '../valid-context.ts';
import { charactersOfClass } from './character-class.ts';
import { computeLengthRange, isAnchored } from './pattern-length.ts';
import { characters } from './plain-strings.ts';
import type { LengthRange } from './string-length.ts';

/** The maximum number of repetitions above the minimum of an unbounded quantifier, unless a length requires more. */
const USUAL_REPETITIONS = 8;
const MAX_LENGTH = 20_000;
/** The maximum number of different items in a repetition. Longer repetitions repeat these, which is faster. */
const MAX_DISTINCT_ITEMS = 64;

interface Options {
  text: 'plain' | 'any';
  /** The exact number of characters to generate, if the quantifiers allow it. Undefined for any number. */
  length?: number;
}

/**
 * Strings that a pattern matches: mostly short ones, some of exactly the minimum or maximum length. Lookaround is
 * ignored, and the lengths are not guaranteed: callers filter. Undefined if the pattern matches every string.
 * @throws RangeError if the pattern has a backreference, an empty character class, or too many repetitions
 */
export function patternStrings(
  { root }: Regex,
  lengths: LengthRange,
  { text = 'plain' }: ValidContext,
): fc.Arbitrary<string> | undefined {
  const isUnanchored = !isAnchored(root, '^') && !isAnchored(root, '$');
  if (computeLengthRange(root).min === 0 && isUnanchored) return undefined;
  const options: Options = { text };
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: pad(root, matchingStrings(root, options), lengths, options), weight: 6 },
    ...listEdgeLengths(root, lengths).map((length) => ({
      arbitrary: matchingStrings(root, { ...options, length }),
      weight: 1,
    })),
  );
}

function listEdgeLengths(root: RegexNode, { min, max }: LengthRange): number[] {
  const range = computeLengthRange(root);
  const shortest = Math.max(min, range.min);
  const longest = Math.min(max, range.max);
  return [...new Set([shortest, longest])].filter(
    (length) => length >= shortest && length <= longest && length <= MAX_LENGTH,
  );
}

function matchingStrings(node: RegexNode, options: Options): fc.Arbitrary<string> {
  switch (node.kind) {
    case 'set':
      return charactersOfClass(node.source, node.flags, options.text);
    case 'sequence':
      return fromSequence(node.items, options);
    case 'choice':
      return fc.oneof(
        ...selectOptions(node.options, options.length).map((option) => matchingStrings(option, options)),
      );
    case 'repeat':
      return fromRepetition(node, options);
    case 'backreference':
      throw new RangeError('backreferences are not supported');
    default:
      return fc.constant('');
  }
}

/** Selects the alternatives that can match this length, or all if none can. */
function selectOptions(options: readonly RegexNode[], length: number | undefined): readonly RegexNode[] {
  const selected = options.filter((option) => {
    const { min, max } = computeLengthRange(option);
    return length === undefined || (length >= min && length <= max);
  });
  return selected.length > 0 ? selected : options;
}

/** Distributes the characters above the minimum length: the first items that can match more get them. */
function fromSequence(items: readonly RegexNode[], options: Options): fc.Arbitrary<string> {
  const { length } = options;
  const minLength = computeLengthRange({ kind: 'sequence', items: [...items] }).min;
  let remaining = length === undefined ? 0 : length - minLength;
  const strings = items.map((item) => {
    if (length === undefined) return matchingStrings(item, options);
    const { min, max } = computeLengthRange(item);
    const assigned = Math.max(0, Math.min(remaining, max - min));
    remaining -= assigned;
    return matchingStrings(item, { ...options, length: min + assigned });
  });
  return fc.tuple(...strings).map((parts) => parts.join(''));
}

function fromRepetition(
  { item, min, max }: RegexNode & { kind: 'repeat' },
  options: Options,
): fc.Arbitrary<string> {
  if (min > MAX_LENGTH) throw new RangeError(`more than ${MAX_LENGTH} repetitions are not supported`);
  const range = computeLengthRange(item);
  const { length } = options;
  if (length === undefined || range.max === 0) {
    const { length: _, ...anyLength } = options;
    return repeat(matchingStrings(item, anyLength), min, Math.min(max, min + USUAL_REPETITIONS));
  }
  const shortest = matchingStrings(item, { ...options, length: range.min });
  const count = Math.max(min, Math.min(max, Math.floor(length / Math.max(1, range.min))));
  const extra = length - count * range.min;
  if (extra <= 0 || range.max === range.min) return repeat(shortest, count, count);
  const first = matchingStrings(item, { ...options, length: Math.min(range.max, range.min + extra) });
  const others = repeat(shortest, Math.max(0, count - 1), Math.max(0, count - 1));
  return fc.tuple(first, others).map((parts) => parts.join(''));
}

function repeat(item: fc.Arbitrary<string>, min: number, max: number): fc.Arbitrary<string> {
  if (min <= MAX_DISTINCT_ITEMS)
    return fc.array(item, { minLength: min, maxLength: max, size: 'max' }).map((items) => items.join(''));
  return fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.integer({ min, max }))
    .map(([items, count]) =>
      Array.from({ length: count }, (_, index) => items[index % items.length]).join(''),
    );
}

/** Adds arbitrary characters at an end that is not anchored, until the string has the minimum length. */
function pad(
  root: RegexNode,
  matches: fc.Arbitrary<string>,
  { min }: LengthRange,
  { text }: Options,
): fc.Arbitrary<string> {
  const isEndAnchored = isAnchored(root, '$');
  if (isAnchored(root, '^') && isEndAnchored) return matches;
  const missing = Math.max(0, min - computeLengthRange(root).min);
  const padding = fc.array(characters[text], { minLength: missing, maxLength: missing + 4, size: 'max' });
  return fc.tuple(fc.boolean(), padding, matches).map(([isBare, added, match]) => {
    if (isBare && missing === 0) return match;
    return isEndAnchored ? added.join('') + match : match + added.join('');
  });
}
