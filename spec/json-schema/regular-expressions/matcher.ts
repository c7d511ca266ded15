import { createAutomaton } from './automaton.ts';
import { parseRegex, type Regex } from './parse-regex.ts';
import { PatternError } from './pattern-error.ts';
import type { RegexNode } from './regex-node.ts';

/** The maximum number of backtracking paths for which JavaScript's engine is preferred to an automaton. */
const MAX_PATHS = 1e6;
/** The maximum number of backtracking paths for patterns that no automaton can match. */
const MAX_PATHS_WITHOUT_AUTOMATON = 1e8;

/** A compiled `pattern`. It has the part of RegExp's interface that is needed for tests. */
export interface Matcher {
  regex: Regex;
  test(text: string): boolean;
  /** Returns the pattern's source, by which ajv identifies patterns. */
  toString(): string;
}

const matchers = new Map<string, Matcher>();

/**
 * Compiles a pattern from an untrusted document. Its test uses JavaScript's engine if that is certain to be fast, else
 * an automaton.
 * @throws PatternError if it is not a pattern, or cannot be matched in bounded time; the test throws it if the text is
 * too long
 */
export function createMatcher(source: string): Matcher {
  const known = matchers.get(source);
  if (known) return known;
  const regex = parseRegex(source);
  const matcher = { regex, toString: () => `/${source}/${regex.flags}`, test: createTest(regex) };
  matchers.set(source, matcher);
  return matcher;
}

/** Compiles a pattern; undefined if it is invalid or not supported. */
export function findMatcher(source: string): Matcher | undefined {
  try {
    return createMatcher(source);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

function createTest(regex: Regex): Matcher['test'] {
  const engine = createEngine(regex);
  if (!isRegular(regex.root)) return createBacktrackingTest(regex, engine);
  if (engine === undefined) return createAutomaton(regex);
  const countPathsIn = createPathCounter(regex);
  let automaton: ((text: string) => boolean) | undefined;
  return (text) => {
    if (countPathsIn(text) <= MAX_PATHS) return engine.test(text);
    automaton ??= createAutomaton(regex);
    return automaton(text);
  };
}

/** Compiles a pattern with JavaScript's engine; undefined for syntax that this version of Node.js does not know. */
function createEngine({ source, flags }: Regex): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function createPathCounter({ root }: Regex): (text: string) => number {
  const isAnchored = startsWithAnchor(root);
  return (text) => countPaths(root, text.length) * (isAnchored ? 1 : text.length + 1);
}

/** Creates the test of a pattern with look-behind or backreferences, which cannot be matched in linear time. */
function createBacktrackingTest(regex: Regex, engine: RegExp | undefined): Matcher['test'] {
  const name = `the pattern ${JSON.stringify(regex.source)}`;
  if (engine === undefined)
    throw new PatternError(
      `${name} has modifiers or repeated names together with look-behind or backreferences`,
    );
  const countPathsIn = createPathCounter(regex);
  if (countPathsIn('x'.repeat(64)) > MAX_PATHS_WITHOUT_AUTOMATON)
    throw new PatternError(
      `${name} nests repetitions and has look-behind or backreferences: matching can take exponential time`,
    );
  return (text) => {
    if (countPathsIn(text) <= MAX_PATHS_WITHOUT_AUTOMATON) return engine.test(text);
    throw new PatternError(
      `${name} could take too long on a text of ${text.length} characters: ` +
        'it has look-behind or backreferences, which cannot be matched in linear time',
    );
  };
}

/** Computes an upper bound of the paths on which a backtracking engine matches a node in a text of this length. */
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

/** Computes the paths of a sequence. Those of look-around are added, not multiplied: it is atomic in ECMA-262. */
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

/** Whether an automaton can match the node, because it has neither look-behind nor backreferences. */
function isRegular(node: RegexNode): boolean {
  if (node.kind === 'backreference') return false;
  if (node.kind === 'look') return node.how.length === 1 && isRegular(node.item);
  if (node.kind === 'sequence') return node.items.every(isRegular);
  if (node.kind === 'choice') return node.options.every(isRegular);
  return node.kind !== 'repeat' || isRegular(node.item);
}
