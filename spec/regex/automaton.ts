import { PatternError, type Regex, type RegexNode } from './parse.ts';
import { fitsSet } from './set.ts';

/** A step of a Thompson automaton: take a character, go two ways, or go on where an assertion holds. */
type State =
  | { kind: 'take'; fits: (character: string) => boolean; next: number }
  | { kind: 'split'; next: number[] }
  | { kind: 'assert'; what: string; next: number }
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
      return add(builder, { kind: 'take', fits: fitsSet(node.source, builder.flags), next });
    case 'assert':
      return add(builder, { kind: 'assert', what: node.what, next });
    case 'sequence':
      return node.items.reduceRight((after, item) => build(builder, item, after), next);
    case 'choice':
      return add(builder, {
        kind: 'split',
        next: node.options.map((option) => build(builder, option, next)),
      });
    case 'repeat':
      return repeat(builder, node, next);
    default:
      throw new PatternError('a pattern with look-around or backreferences has no automaton');
  }
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
    if (state?.kind === 'assert' && holds(state.what, text, at)) stack.push(state.next);
  }
  return reached;
}

/**
 * Compiles a pattern to a test that takes time linear in the text, whatever the pattern (Thompson's construction).
 * @throws PatternError when it has look-around or backreferences, or too many states; its test, when the text is too long
 */
export function automaton(regex: Regex): (text: string) => boolean {
  const builder: Builder = { states: [], flags: regex.flags };
  const match = add(builder, { kind: 'match' });
  const start = build(builder, regex.root, match);
  const { states } = builder;
  return (value) => {
    if (value.length * states.length > MAX_STEPS) {
      throw new PatternError(
        `a text of ${value.length} characters is too long for a pattern of ${states.length} states`,
      );
    }
    const text = [...value];
    let here = closure(states, [start], text, 0);
    for (let at = 0; at < text.length && !here.has(match); at += 1) {
      const character = text[at] ?? '';
      const next = [start]; // a match may begin anywhere
      for (const index of here) {
        const state = states[index];
        if (state?.kind === 'take' && state.fits(character)) next.push(state.next);
      }
      here = closure(states, next, text, at + 1);
    }
    return here.has(match);
  };
}
