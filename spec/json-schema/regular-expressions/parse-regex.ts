/** The syntax tree of an ECMA-262 pattern. The source of a `set` is a pattern for one character. */
export type RegexNode =
  | { kind: 'set'; source: string }
  | { kind: 'sequence'; items: RegexNode[] }
  | { kind: 'choice'; options: RegexNode[] }
  | { kind: 'repeat'; item: RegexNode; min: number; max: number }
  | { kind: 'assert'; what: '^' | '$' | '\\b' | '\\B' }
  | { kind: 'look'; how: '=' | '!' | '<=' | '<!'; item: RegexNode }
  | { kind: 'backreference' };

/** A pattern is invalid, or not supported. */
export class PatternError extends Error {
  override name = 'PatternError';
}

/** A parsed pattern, with the flags under which it is valid. */
export interface Regex {
  source: string;
  flags: 'u' | '';
  root: RegexNode;
}

const MAX_DEPTH = 200;
const MAX_SOURCE = 20_000;

interface Scanner {
  source: string;
  index: number;
  depth: number;
  unicode: boolean;
}

/**
 * Parses a pattern with the `u` flag (JSON Schema 2020-12 core, section 6.4), or without it if it is only valid so.
 * @throws PatternError if it is not a pattern, or too large
 */
export function parseRegex(source: string): Regex {
  if (source.length > MAX_SOURCE)
    throw new PatternError(`patterns of ${source.length} characters are not supported`);
  const flags = detectFlags(source);
  const scanner: Scanner = { source, index: 0, depth: 0, unicode: flags === 'u' };
  const root = parseChoice(scanner);
  return { source, flags, root };
}

function detectFlags(source: string): 'u' | '' {
  try {
    new RegExp(source, 'u');
    return 'u';
  } catch {
    // many documents have escapes that `u` forbids, such as `\-`
  }
  try {
    new RegExp(source);
    return '';
  } catch (cause) {
    throw new PatternError(`${JSON.stringify(source)} is not a regular expression`, { cause });
  }
}

function parseChoice(scanner: Scanner): RegexNode {
  scanner.depth += 1;
  if (scanner.depth > MAX_DEPTH)
    throw new PatternError(`groups nested deeper than ${MAX_DEPTH} levels are not supported`);
  const options = [parseSequence(scanner)];
  while (scanner.source[scanner.index] === '|') {
    scanner.index += 1;
    options.push(parseSequence(scanner));
  }
  scanner.depth -= 1;
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

function parseSequence(scanner: Scanner): RegexNode {
  const items: RegexNode[] = [];
  while (scanner.index < scanner.source.length && !'|)'.includes(scanner.source[scanner.index] ?? '')) {
    items.push(parseQuantifier(scanner, parseAtom(scanner)));
  }
  return { kind: 'sequence', items };
}

/** Consumes a match at the current index, if there is one. */
function consume(scanner: Scanner, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scanner.index; // all token patterns are sticky
  const match = pattern.exec(scanner.source);
  if (match !== null) scanner.index += match[0].length;
  return match;
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;

function parseQuantifier(scanner: Scanner, item: RegexNode): RegexNode {
  const match = consume(scanner, QUANTIFIER);
  if (match === null) return item;
  const [, sign, minimum, comma, maximum] = match;
  if (sign !== undefined) {
    return { kind: 'repeat', item, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  }
  const min = Number(minimum);
  const max = comma === undefined ? min : maximum === '' ? Infinity : Number(maximum);
  return { kind: 'repeat', item, min, max };
}

const LOOK = /\(\?(<?[=!])/y;
const GROUP = /\((?:\?:|\?<[^>]*>)?/y;
const ASSERT = /[$^]|\\[bB]/y;
const BACKREFERENCE = /\\(?:[1-9]\d*|k<[^>]*>)/y;
const CLASS = /\[(?:[^\]\\]|\\[\s\S])*\]/y;
const SURROGATE_PAIR = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}/y;
const ESCAPE = /\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[pP]\{[^}]*\}|c[A-Za-z]|[\s\S])/uy;
const CHARACTER = /[\s\S]/uy;

function parseAtom(scanner: Scanner): RegexNode {
  const look = consume(scanner, LOOK);
  if (look) return { kind: 'look', how: look[1] as '=' | '!' | '<=' | '<!', item: parseGroup(scanner) }; // the alternatives of LOOK
  if (consume(scanner, GROUP)) return parseGroup(scanner);
  const assert = consume(scanner, ASSERT);
  if (assert) return { kind: 'assert', what: assert[0] as '^' | '$' | '\\b' | '\\B' }; // the alternatives of ASSERT
  if (consume(scanner, BACKREFERENCE)) return { kind: 'backreference' };
  const pair = scanner.unicode ? consume(scanner, SURROGATE_PAIR) : null;
  const set = pair ?? consume(scanner, CLASS) ?? consume(scanner, ESCAPE) ?? consume(scanner, CHARACTER);
  if (set === null)
    throw new PatternError(`${JSON.stringify(scanner.source)} cannot be parsed at ${scanner.index}`);
  return { kind: 'set', source: set[0] };
}

function parseGroup(scanner: Scanner): RegexNode {
  const node = parseChoice(scanner);
  scanner.index += 1; // the closing parenthesis, which exists: the engine has accepted the pattern
  return node;
}
