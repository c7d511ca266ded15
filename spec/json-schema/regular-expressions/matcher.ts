import { createAutomaton } from './automaton.ts';
import { PatternError, parseRegex, type Regex, type RegexNode } from './parse-regex.ts';

/** How many ways a backtracking engine may try before we do not let it. */
const MAX_PATHS = 1e6;
/** Of patterns that only a backtracking engine can match. */
const MAX_PATHS_WITHOUT_CHOICE = 1e8;

/** An upper bound of the ways in which a backtracking engine can match the node against a text of this length. */
function paths(node: RegexNode, length: number): number {
  switch (node.kind) {
    case 'sequence':
      return pathsOfSequence(node.items, length);
    case 'choice':
      return node.options.reduce((sum, option) => sum + paths(option, length), 0);
    case 'repeat':
      return pathsOfRepeat(node, length);
    default:
      return 1;
  }
}

/** Look-around is atomic in ECMA-262: its ways add up instead of multiplying. */
function pathsOfSequence(items: readonly RegexNode[], length: number): number {
  let product = 1;
  let looks = 1;
  for (const item of items) {
    if (item.kind === 'look') looks += paths(item.item, length);
    else product *= paths(item, length);
  }
  return product * looks;
}

function pathsOfRepeat({ item, min, max }: RegexNode & { kind: 'repeat' }, length: number): number {
  const each = paths(item, length);
  if (each === 1) return Math.min(max - min, length) + 1;
  const most = Math.min(max, length);
  return (most - Math.min(min, most) + 1) * each ** most;
}

const anchored = (node: RegexNode): boolean =>
  node.kind === 'assert'
    ? node.what === '^'
    : node.kind === 'sequence' && node.items[0] !== undefined && anchored(node.items[0]);

function regular(node: RegexNode): boolean {
  if (node.kind === 'backreference') return false;
  if (node.kind === 'look') return node.how.length === 1 && regular(node.item);
  if (node.kind === 'sequence') return node.items.every(regular);
  if (node.kind === 'choice') return node.options.every(regular);
  return node.kind !== 'repeat' || regular(node.item);
}

/** A compiled `pattern`: like a RegExp, for those who only test. */
export interface Matcher {
  regex: Regex;
  test(text: string): boolean;
  /** ajv tells patterns apart by this. */
  toString(): string;
}

/** Holds a pattern that only a backtracking engine can match to what such an engine can do in bounded time. */
function bounded(regex: Regex, engine: RegExp, cost: (text: string) => number): Matcher['test'] {
  return (text) => {
    if (cost(text) <= MAX_PATHS_WITHOUT_CHOICE) return engine.test(text);
    throw new PatternError(
      `the pattern ${JSON.stringify(regex.source)} could take too long on a text of ${text.length} characters: ` +
        'it looks behind or has backreferences, which rule out matching in linear time',
    );
  };
}

/**
 * Compiles a pattern from a stranger's document: the engine's own matching where that is quick for certain, linear time
 * otherwise.
 * @throws PatternError when it is no pattern, or cannot be matched in bounded time; its test, when the text is too long for it
 */
export function createMatcher(source: string): Matcher {
  const regex = parseRegex(source);
  const engine = new RegExp(source, regex.flags);
  const starts = anchored(regex.root);
  const cost = (text: string) => paths(regex.root, text.length) * (starts ? 1 : text.length + 1);
  const described = { regex, toString: () => `/${source}/${regex.flags}` };
  if (!regular(regex.root)) {
    if (cost('x'.repeat(64)) > MAX_PATHS_WITHOUT_CHOICE) {
      throw new PatternError(
        `the pattern ${JSON.stringify(source)} repeats what repeats, and looks behind or has backreferences: it can take for ever`,
      );
    }
    return { ...described, test: bounded(regex, engine, cost) };
  }
  let linear: ((text: string) => boolean) | undefined;
  const test = (text: string) => {
    if (cost(text) <= MAX_PATHS) return engine.test(text);
    linear ??= createAutomaton(regex);
    return linear(text);
  };
  return { ...described, test };
}
