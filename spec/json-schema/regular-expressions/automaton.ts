import { createCharacterTest } from './character-test.ts';
import type { Regex } from './parse-regex.ts';
import { PatternError } from './pattern-error.ts';
import type { RegexNode } from './regex-node.ts';

/**
 * A state of a Thompson automaton. It consumes a character, branches, or continues if an assertion such as `^` holds.
 */
type State =
  | { kind: 'consume'; test: (character: string) => boolean; next: number }
  | { kind: 'branch'; next: number[] }
  | { kind: 'assert'; holds: (text: readonly string[], index: number) => boolean; next: number }
  | { kind: 'match' };

interface Automaton {
  states: readonly State[];
  start: number;
  match: number;
}

interface Builder {
  states: State[];
}

const MAX_STATES = 20_000;
const MAX_STEPS = 1e9;

/**
 * Compiles a pattern to a test that takes linear time (Thompson's construction), or quadratic time with look-ahead.
 * @throws PatternError if the pattern has look-behind, backreferences or too many states; the test throws it if the
 * text is too long
 */
export function createAutomaton(regex: Regex): (text: string) => boolean {
  const automaton = buildAutomaton(regex.root);
  const stateCount = automaton.states.length;
  const exponent = hasLookaround(regex.root) ? 2 : 1;
  return (text) => {
    if (text.length ** exponent * stateCount > MAX_STEPS) {
      throw new PatternError(
        `a text of ${text.length} characters is too long for a pattern of ${stateCount} states`,
      );
    }
    return runAutomaton(automaton, [...text], 0, true);
  };
}

const hasLookaround = (node: RegexNode): boolean => {
  if (node.kind === 'look') return true;
  if (node.kind === 'sequence') return node.items.some(hasLookaround);
  if (node.kind === 'choice') return node.options.some(hasLookaround);
  return node.kind === 'repeat' && hasLookaround(node.item);
};

function buildAutomaton(root: RegexNode): Automaton {
  const builder: Builder = { states: [] };
  const match = addState(builder, { kind: 'match' });
  const start = buildNode(builder, root, match);
  return { states: builder.states, start, match };
}

function addState(builder: Builder, state: State): number {
  if (builder.states.length >= MAX_STATES) {
    throw new PatternError(`patterns of more than ${MAX_STATES} states are not supported`);
  }
  return builder.states.push(state) - 1;
}

/** Builds the states of a node backwards. Returns the first one; after a match, the automaton continues at `next`. */
function buildNode(builder: Builder, node: RegexNode, next: number): number {
  switch (node.kind) {
    case 'set':
      return addState(builder, {
        kind: 'consume',
        test: createCharacterTest(node.source, node.flags),
        next,
      });
    case 'assert':
      return addState(builder, {
        kind: 'assert',
        holds: (text, index) => assertionHolds(node.what, text, index),
        next,
      });
    case 'sequence':
      return node.items.reduceRight((after, item) => buildNode(builder, item, after), next);
    case 'choice':
      return addState(builder, {
        kind: 'branch',
        next: node.options.map((option) => buildNode(builder, option, next)),
      });
    case 'repeat':
      return buildRepeat(builder, node, next);
    case 'look':
      return buildLookahead(builder, node, next);
    default:
      throw new PatternError('backreferences cannot be matched in linear time');
  }
}

/** Builds a separate automaton for a look-ahead. It runs at most once for each index of a text. */
function buildLookahead(builder: Builder, { how, item }: RegexNode & { kind: 'look' }, next: number): number {
  if (how !== '=' && how !== '!') throw new PatternError('look-behind cannot be matched in linear time');
  const automaton = buildAutomaton(item);
  const results = new WeakMap<readonly string[], Map<number, boolean>>();
  const holds = (text: readonly string[], index: number): boolean => {
    const known = results.get(text) ?? new Map<number, boolean>();
    results.set(text, known);
    const result = known.get(index) ?? runAutomaton(automaton, text, index, false) === (how === '=');
    known.set(index, result);
    return result;
  };
  return addState(builder, { kind: 'assert', holds, next });
}

function buildRepeat(builder: Builder, node: RegexNode & { kind: 'repeat' }, next: number): number {
  let after = next;
  if (node.max === Infinity) {
    const loop: State & { kind: 'branch' } = { kind: 'branch', next: [next] };
    after = addState(builder, loop);
    loop.next.push(buildNode(builder, node.item, after));
  } else {
    for (let count = node.min; count < node.max; count += 1) {
      after = addState(builder, { kind: 'branch', next: [next, buildNode(builder, node.item, after)] });
    }
  }
  for (let count = 0; count < node.min; count += 1) after = buildNode(builder, node.item, after);
  return after;
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /^[A-Za-z0-9_]$/.test(character);

const isLineTerminator = (character: string | undefined): boolean =>
  character !== undefined && /^[\n\r\u2028\u2029]$/.test(character);

function assertionHolds(assertion: string, text: readonly string[], index: number): boolean {
  if (assertion === '^') return index === 0;
  if (assertion === '$') return index === text.length;
  if (assertion === 'line start') return index === 0 || isLineTerminator(text[index - 1]);
  if (assertion === 'line end') return index === text.length || isLineTerminator(text[index]);
  const isBoundary = isWordCharacter(text[index - 1]) !== isWordCharacter(text[index]);
  return assertion === '\\b' ? isBoundary : !isBoundary;
}

/** Whether the automaton matches at this index or, with `anywhere`, at this or any later index. */
function runAutomaton(
  { states, start, match }: Automaton,
  text: readonly string[],
  from: number,
  anywhere: boolean,
): boolean {
  let current = expandStates(states, [start], text, from);
  for (let index = from; index < text.length && current.size > 0 && !current.has(match); index += 1) {
    const character = text[index] ?? '';
    const next = anywhere ? [start] : [];
    for (const number of current) {
      const state = states[number];
      if (state?.kind === 'consume' && state.test(character)) next.push(state.next);
    }
    current = expandStates(states, next, text, index + 1);
  }
  return current.has(match);
}

/** Lists all states that are reachable without consuming a character. */
function expandStates(
  states: readonly State[],
  from: readonly number[],
  text: readonly string[],
  index: number,
): Set<number> {
  const reached = new Set<number>();
  const stack = [...from];
  for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
    if (reached.has(number)) continue;
    reached.add(number);
    const state = states[number];
    if (state?.kind === 'branch') stack.push(...state.next);
    if (state?.kind === 'assert' && state.holds(text, index)) stack.push(state.next);
  }
  return reached;
}
