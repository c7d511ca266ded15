import { createCharacterTest } from './character-test.ts';
import { PatternError, type Regex, type RegexNode } from './parse-regex.ts';

/** A step of a Thompson automaton: take a character, go two ways, or go on where an assertion holds. */
type State =
  | { kind: 'take'; fits: (character: string) => boolean; next: number }
  | { kind: 'split'; next: number[] }
  | { kind: 'assert'; holds: (text: readonly string[], at: number) => boolean; next: number }
  | { kind: 'match' };

const MAX_STATES = 20_000;
const MAX_STEPS = 1e9;

interface Builder {
  states: State[];
  flags: string;
}

function add(builder: Builder, state: State): number {
  if (builder.states.length >= MAX_STATES) {
    throw new PatternError(`a pattern of more than ${MAX_STATES} states is not matched`);
  }
  return builder.states.push(state) - 1;
}

/** Builds backwards: returns the state from which the node, then `next`, is matched. */
function build(builder: Builder, node: RegexNode, next: number): number {
  switch (node.kind) {
    case 'set':
      return add(builder, { kind: 'take', fits: createCharacterTest(node.source, builder.flags), next });
    case 'assert':
      return add(builder, { kind: 'assert', holds: (text, at) => holds(node.what, text, at), next });
    case 'sequence':
      return node.items.reduceRight((after, item) => build(builder, item, after), next);
    case 'choice':
      return add(builder, {
        kind: 'split',
        next: node.options.map((option) => build(builder, option, next)),
      });
    case 'repeat':
      return repeat(builder, node, next);
    case 'look':
      return ahead(builder, node, next);
    default:
      throw new PatternError('a pattern with backreferences has no automaton');
  }
}

/** What stands ahead is asked of an automaton of its own, from each place once. */
function ahead(builder: Builder, { how, item }: RegexNode & { kind: 'look' }, next: number): number {
  if (how !== '=' && how !== '!') throw new PatternError('a pattern that looks behind has no automaton');
  const own: Builder = { states: [], flags: builder.flags };
  const match = add(own, { kind: 'match' });
  const start = build(own, item, match);
  const seen = new WeakMap<readonly string[], Map<number, boolean>>();
  const sees = (text: readonly string[], at: number): boolean => {
    const places = seen.get(text) ?? new Map<number, boolean>();
    seen.set(text, places);
    const found =
      places.get(at) ?? run({ states: own.states, start, match }, text, at, false) === (how === '=');
    places.set(at, found);
    return found;
  };
  return add(builder, { kind: 'assert', holds: sees, next });
}

function repeat(builder: Builder, node: RegexNode & { kind: 'repeat' }, next: number): number {
  let after = next;
  if (node.max === Infinity) {
    const loop: State & { kind: 'split' } = { kind: 'split', next: [next] };
    after = add(builder, loop);
    loop.next.push(build(builder, node.item, after));
  } else {
    for (let extra = node.min; extra < node.max; extra += 1) {
      after = add(builder, { kind: 'split', next: [next, build(builder, node.item, after)] });
    }
  }
  for (let count = 0; count < node.min; count += 1) after = build(builder, node.item, after);
  return after;
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /^[A-Za-z0-9_]$/.test(character);

function holds(what: string, text: readonly string[], at: number): boolean {
  if (what === '^') return at === 0;
  if (what === '$') return at === text.length;
  const boundary = isWord(text[at - 1]) !== isWord(text[at]);
  return what === '\\b' ? boundary : !boundary;
}

/** Every state that can be reached from these without taking a character. */
function closure(states: readonly State[], from: readonly number[], text: readonly string[], at: number) {
  const reached = new Set<number>();
  const stack = [...from];
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    const state = states[index];
    if (state?.kind === 'split') stack.push(...state.next);
    if (state?.kind === 'assert' && state.holds(text, at)) stack.push(state.next);
  }
  return reached;
}

interface Automaton {
  states: readonly State[];
  start: number;
  match: number;
}

/** Whether a match begins at this place, or anywhere after it. */
function run(
  { states, start, match }: Automaton,
  text: readonly string[],
  from: number,
  anywhere: boolean,
): boolean {
  let here = closure(states, [start], text, from);
  for (let at = from; at < text.length && here.size > 0 && !here.has(match); at += 1) {
    const character = text[at] ?? '';
    const next = anywhere ? [start] : [];
    for (const index of here) {
      const state = states[index];
      if (state?.kind === 'take' && state.fits(character)) next.push(state.next);
    }
    here = closure(states, next, text, at + 1);
  }
  return here.has(match);
}

const looks = (node: RegexNode): boolean => {
  if (node.kind === 'look') return true;
  if (node.kind === 'sequence') return node.items.some(looks);
  return node.kind === 'choice' ? node.options.some(looks) : node.kind === 'repeat' && looks(node.item);
};

/**
 * Compiles a pattern to a test that takes time linear in the text, whatever the pattern (Thompson's construction); with
 * look-ahead, quadratic.
 * @throws PatternError when it looks behind, has backreferences, or too many states; its test, when the text is too long
 */
export function createAutomaton(regex: Regex): (text: string) => boolean {
  const builder: Builder = { states: [], flags: regex.flags };
  const match = add(builder, { kind: 'match' });
  const start = build(builder, regex.root, match);
  const { states } = builder;
  const power = looks(regex.root) ? 2 : 1;
  return (value) => {
    if (value.length ** power * states.length > MAX_STEPS) {
      throw new PatternError(
        `a text of ${value.length} characters is too long for a pattern of ${states.length} states`,
      );
    }
    return run({ states, start, match }, [...value], 0, true);
  };
}
