import fc from 'fast-check';
import type { Regex, RegexNode } from '../../spec/json-schema/regular-expressions/parse.ts';
import type { ValidContext } from '../context.ts';
import { characters, type Lengths } from '../text.ts';
import { setMembers } from './character-class.ts';

/** How often a repetition without an end is repeated beyond its least. */
const USUAL = 8;
const LONGEST = 20_000;

interface Builder {
  flags: string;
  text: 'plain' | 'any';
}

/**
 * Texts that a pattern matches, with the lengths in mind: mostly short ones, and those of exactly the least and greatest
 * length where the pattern can be stretched so far. Look-around is passed over: whoever asks holds the texts to the pattern.
 * Undefined when the pattern bounds nothing.
 * @throws RangeError when it has a backreference, matches no character, or nothing short enough
 */
export function matching(
  { root, flags }: Regex,
  lengths: Lengths,
  { text = 'plain' }: ValidContext,
): fc.Arbitrary<string> | undefined {
  if (widths(root).min === 0 && !isAnchored(root, '^') && !isAnchored(root, '$')) return undefined;
  const builder: Builder = { flags, text };
  return fc.oneof(
    { withCrossShrink: true },
    { arbitrary: padded(root, arbitrary(root, builder, undefined), lengths, builder), weight: 6 },
    ...edges(root, lengths).map((length) => ({ arbitrary: arbitrary(root, builder, length), weight: 1 })),
  );
}

function edges(root: RegexNode, { min, max }: Lengths): number[] {
  const width = widths(root);
  const least = Math.max(min, width.min);
  const most = Math.min(max, width.max);
  return [...new Set([least, most])].filter(
    (length) => length >= least && length <= most && length <= LONGEST,
  );
}

/** How many characters a match takes, at least and at most. */
function widths(node: RegexNode): Lengths {
  if (node.kind === 'set') return { min: 1, max: 1 };
  if (node.kind === 'repeat') {
    const { min, max } = widths(node.item);
    return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
  }
  if (node.kind === 'choice') {
    const all = node.options.map(widths);
    return { min: Math.min(...all.map(({ min }) => min)), max: Math.max(...all.map(({ max }) => max)) };
  }
  if (node.kind !== 'sequence') return { min: 0, max: 0 };
  const all = node.items.map(widths);
  return { min: sum(all.map(({ min }) => min)), max: sum(all.map(({ max }) => max)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Texts of a node; with a target, those of exactly that many characters as far as the node's repetitions allow. */
function arbitrary(node: RegexNode, builder: Builder, target: number | undefined): fc.Arbitrary<string> {
  switch (node.kind) {
    case 'set':
      return setMembers(node.source, builder.flags, builder.text);
    case 'sequence':
      return inSequence(node.items, builder, target);
    case 'choice':
      return fc.oneof(...reaching(node.options, target).map((option) => arbitrary(option, builder, target)));
    case 'repeat':
      return repeated(node, builder, target);
    case 'backreference':
      throw new RangeError('texts for a backreference are not made');
    default:
      return fc.constant('');
  }
}

function reaching(options: readonly RegexNode[], target: number | undefined): readonly RegexNode[] {
  const able = options.filter((option) => {
    const { min, max } = widths(option);
    return target === undefined || (target >= min && target <= max);
  });
  return able.length > 0 ? able : options;
}

/** Gives the characters that the target leaves over to the first items that can take them. */
function inSequence(items: readonly RegexNode[], builder: Builder, target: number | undefined) {
  let spare = target === undefined ? 0 : target - sum(items.map((item) => widths(item).min));
  const parts = items.map((item) => {
    if (target === undefined) return arbitrary(item, builder, undefined);
    const { min, max } = widths(item);
    const more = Math.max(0, Math.min(spare, max - min));
    spare -= more;
    return arbitrary(item, builder, min + more);
  });
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

function repeated(node: RegexNode & { kind: 'repeat' }, builder: Builder, target: number | undefined) {
  const { item, min, max } = node;
  if (min > LONGEST) throw new RangeError(`a repetition of ${min} is not made`);
  const width = widths(item);
  if (target === undefined || width.max === 0) {
    return counted(arbitrary(item, builder, undefined), min, Math.min(max, min + USUAL));
  }
  const count = Math.max(min, Math.min(max, Math.floor(target / Math.max(1, width.min))));
  const extra = target - count * width.min;
  if (extra <= 0 || width.max === width.min) {
    return counted(arbitrary(item, builder, width.min), count, count);
  }
  const first = Math.min(width.max, width.min + extra);
  const rest = counted(arbitrary(item, builder, width.min), Math.max(0, count - 1), Math.max(0, count - 1));
  return fc.tuple(arbitrary(item, builder, first), rest).map((texts) => texts.join(''));
}

/** Long runs repeat a few texts: as good a match, and quick to make. */
function counted(item: fc.Arbitrary<string>, min: number, max: number): fc.Arbitrary<string> {
  if (min <= 64)
    return fc.array(item, { minLength: min, maxLength: max, size: 'max' }).map((texts) => texts.join(''));
  return fc
    .tuple(fc.array(item, { minLength: 1, maxLength: 4 }), fc.integer({ min, max }))
    .map(([texts, count]) =>
      Array.from({ length: count }, (_, index) => texts[index % texts.length]).join(''),
    );
}

function isAnchored(node: RegexNode, what: '^' | '$'): boolean {
  if (node.kind === 'assert') return node.what === what;
  if (node.kind === 'choice') return node.options.every((option) => isAnchored(option, what));
  if (node.kind !== 'sequence') return false;
  const edge = what === '^' ? node.items[0] : node.items.at(-1);
  return edge !== undefined && isAnchored(edge, what);
}

/** Where the pattern is open at an end, anything may stand there, and must where the least length asks for it. */
function padded(root: RegexNode, made: fc.Arbitrary<string>, { min }: Lengths, { text }: Builder) {
  const [start, end] = [isAnchored(root, '^'), isAnchored(root, '$')];
  if (start && end) return made;
  const missing = Math.max(0, min - widths(root).min);
  const pad = fc.array(characters[text], { minLength: missing, maxLength: missing + 4, size: 'max' });
  return fc.tuple(fc.boolean(), pad, made).map(([bare, extra, match]) => {
    if (bare && missing === 0) return match;
    return end ? extra.join('') + match : match + extra.join('');
  });
}
