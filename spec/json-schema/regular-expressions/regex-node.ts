import type { AST } from '@eslint-community/regexpp';
import { PatternError } from './pattern-error.ts';

/**
 * The syntax tree of a pattern without its groups. The source of a `set` is itself a pattern, of a single character.
 */
export type RegexNode =
  | { kind: 'set'; source: string; flags: string }
  | { kind: 'sequence'; items: RegexNode[] }
  | { kind: 'choice'; options: RegexNode[] }
  | { kind: 'repeat'; item: RegexNode; min: number; max: number }
  | { kind: 'assert'; what: '^' | '$' | 'line start' | 'line end' | '\\b' | '\\B' }
  | { kind: 'look'; how: '=' | '!' | '<=' | '<!'; item: RegexNode }
  | { kind: 'backreference' };

const MAX_DEPTH = 200;

/** The flags that apply to a part of a pattern, because modifiers (`(?i:…)`) change them inside a group. */
interface Scope {
  /** The flags to compile a single character with: `u` or `v`, and `i` and `s` if they apply. */
  flags: string;
  isMultiline: boolean;
  depth: number;
}

/**
 * Converts the parser's syntax tree.
 * @throws PatternError if groups are nested too deep, or a class matches more than one character
 */
export function convertAlternatives(alternatives: readonly AST.Alternative[], scope: Scope): RegexNode {
  if (scope.depth > MAX_DEPTH)
    throw new PatternError(`groups nested deeper than ${MAX_DEPTH} levels are not supported`);
  const inner = { ...scope, depth: scope.depth + 1 };
  const options = alternatives.map(({ elements }): RegexNode => {
    return { kind: 'sequence', items: elements.map((element) => convertElement(element, inner)) };
  });
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

function convertElement(element: AST.Element, scope: Scope): RegexNode {
  switch (element.type) {
    case 'Assertion':
      return convertAssertion(element, scope);
    case 'Quantifier': {
      const { min, max } = element;
      return { kind: 'repeat', item: convertElement(element.element, scope), min, max };
    }
    case 'CapturingGroup':
      return convertAlternatives(element.alternatives, scope);
    case 'Group':
      return convertAlternatives(element.alternatives, applyModifiers(element, scope));
    case 'Backreference':
      return { kind: 'backreference' };
    default:
      if (matchesStrings(element))
        throw new PatternError(`${element.raw} matches several characters, which is not supported`);
      return { kind: 'set', source: element.raw, flags: scope.flags };
  }
}

function convertAssertion(assertion: AST.Assertion, scope: Scope): RegexNode {
  switch (assertion.kind) {
    case 'start':
      return { kind: 'assert', what: scope.isMultiline ? 'line start' : '^' };
    case 'end':
      return { kind: 'assert', what: scope.isMultiline ? 'line end' : '$' };
    case 'word':
      return { kind: 'assert', what: assertion.negate ? '\\B' : '\\b' };
    default: {
      const item = convertAlternatives(assertion.alternatives, scope);
      const sign = assertion.negate ? '!' : '=';
      return { kind: 'look', how: assertion.kind === 'lookahead' ? sign : `<${sign}`, item };
    }
  }
}

/** Whether a class matches strings of several characters, as only the `v` flag allows: `\q{abc}`, `\p{RGI_Emoji}`. */
const matchesStrings = (element: AST.Element): boolean =>
  'unicodeSets' in element || 'strings' in element || element.type === 'ExpressionCharacterClass'
    ? /\\q|\\p\{(?:Basic_Emoji|Emoji_Keycap_Sequence|RGI_)/.test(element.raw)
    : false;

function applyModifiers({ modifiers }: AST.Group, scope: Scope): Scope {
  if (modifiers === null) return scope;
  const { add, remove } = modifiers;
  const isSet = (name: 'ignoreCase' | 'multiline' | 'dotAll', current: boolean) =>
    add[name] || (current && remove?.[name] !== true);
  const letters = [
    ...(isSet('ignoreCase', scope.flags.includes('i')) ? ['i'] : []),
    ...(isSet('dotAll', scope.flags.includes('s')) ? ['s'] : []),
  ];
  const flags = scope.flags.replace(/[is]/g, '') + letters.join('');
  return { ...scope, flags, isMultiline: isSet('multiline', scope.isMultiline) };
}
