import { createAutomaton } from './automaton.ts';
import { PatternError, parseRegex, type Regex, type RegexNode } from './parse-regex.ts';

/** The largest number of paths for which the backtracking engine of JavaScript is used although an automaton is possible. */
const MAX_PATHS = 1e6;
/** The same for patterns that only a backtracking engine can match. */
const MAX_PATHS_WITHOUT_AUTOMATON = 1e8;

/** A compiled `pattern`, with the part of RegExp's interface that tests. */
export interface Matcher {
  regex: Regex;
  test(text: string): boolean;
  /** ajv identifies patterns by this text. */
  toString(): string;
}

/**
 * Compiles a pattern from an untrusted document. Its test uses the engine of JavaScript if that is certainly fast, and an
 * automaton otherwise.
 * @throws PatternError if it is not a pattern, or cannot be matched in bounded time; the test throws it if the text is too
 * long
 */
export function createMatcher(source: string): Matcher {
  const regex = parseRegex(source);
  const engine = new RegExp(source, regex.flags);
  const isAnchored = startsWithAnchor(regex.root);
  const countPathsIn = (text: string) =>
    countPaths(regex.root, text.length) * (isAnchored ? 1 : text.length + 1);
  const described = { regex, toString: () => `/${source}/${regex.flags}` };
  if (!isRegular(regex.root)) {
    if (countPathsIn('x'.repeat(64)) > MAX_PATHS_WITHOUT_AUTOMATON) {
      throw new PatternError(
        `the pattern ${JSON.stringify(source)} nests repetitions and has look-behind or backreferences: matching can take exponential time`,
      );
    }
    return { ...described, test: limitPaths(regex, engine, countPathsIn) };
  }
  let automaton: ((text: string) => boolean) | undefined;
  const test = (text: string) => {
    if (countPathsIn(text) <= MAX_PATHS) return engine.test(text);
    automaton ??= createAutomaton(regex);
    return automaton(text);
  };
  return { ...described, test };
}

function limitPaths(
  { source }: Regex,
  engine: RegExp,
  countPathsIn: (text: string) => number,
): Matcher['test'] {
  return (text) => {
    if (countPathsIn(text) <= MAX_PATHS_WITHOUT_AUTOMATON) return engine.test(text);
    throw new PatternError(
      `the pattern ${JSON.stringify(source)} could take too long on a text of ${text.length} characters: ` +
        'it has look-behind or backreferences, which cannot be matched in linear time',
    );
  };
}

/** An upper bound of the paths on which a backtracking engine can match the node in a text of this length. */
function countPaths(node: RegexNode, length: number): number {
  switch (node.kind) {
    case 'sequence':
      return countSequencePaths(node.items, length);
    case 'choice':
      return node.options.reduce((sum, option) => sum + countPaths(option, length), 0);
    case 'repeat':
      return countRepeatPaths(node, length);
    default:
      return 1;
  }
}

/** Look-around is atomic in ECMA-262, so its paths are added, not multiplied. */
function countSequencePaths(items: readonly RegexNode[], length: number): number {
  let product = 1;
  let lookaround = 1;
  for (const item of items) {
    if (item.kind === 'look') lookaround += countPaths(item.item, length);
    else product *= countPaths(item, length);
  }
  return product * lookaround;
}

function countRepeatPaths({ item, min, max }: RegexNode & { kind: 'repeat' }, length: number): number {
  const each = countPaths(item, length);
  if (each === 1) return Math.min(max - min, length) + 1;
  const most = Math.min(max, length);
  return (most - Math.min(min, most) + 1) * each ** most;
}

const startsWithAnchor = (node: RegexNode): boolean =>
  node.kind === 'assert'
    ? node.what === '^'
    : node.kind === 'sequence' && node.items[0] !== undefined && startsWithAnchor(node.items[0]);

/** Whether an automaton can match the node: it has neither look-behind nor backreferences. */
function isRegular(node: RegexNode): boolean {
  if (node.kind === 'backreference') return false;
  if (node.kind === 'look') return node.how.length === 1 && isRegular(node.item);
  if (node.kind === 'sequence') return node.items.every(isRegular);
  if (node.kind === 'choice') return node.options.every(isRegular);
  return node.kind !== 'repeat' || isRegular(node.item);
}
