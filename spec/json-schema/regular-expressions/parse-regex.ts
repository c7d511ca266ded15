/** The structure of an ECMA-262 pattern. What one `set` matches is left to the engine: its source is a whole pattern of one character. */
export type RegexNode =
  | { kind: 'set'; source: string }
  | { kind: 'sequence'; items: RegexNode[] }
  | { kind: 'choice'; options: RegexNode[] }
  | { kind: 'repeat'; item: RegexNode; min: number; max: number }
  | { kind: 'assert'; what: '^' | '$' | '\\b' | '\\B' }
  | { kind: 'look'; how: '=' | '!' | '<=' | '<!'; item: RegexNode }
  | { kind: 'backreference' };

/** Why a `pattern` cannot be used. */
export class PatternError extends Error {
  override name = 'PatternError';
}

/** A pattern as read: its structure, and the flags under which it is a pattern at all. */
export interface Regex {
  source: string;
  flags: 'u' | '';
  root: RegexNode;
}

const MAX_DEPTH = 200;
const MAX_SOURCE = 20_000;

interface Reader {
  source: string;
  at: number;
  depth: number;
  unicode: boolean;
}

/**
 * Reads a pattern as JSON Schema asks (2020-12 core section 6.4): with the `u` flag, or else without it.
 * @throws PatternError when it is no pattern, or too large to read
 */
export function parseRegex(source: string): Regex {
  if (source.length > MAX_SOURCE)
    throw new PatternError(`a pattern of ${source.length} characters is not read`);
  const flags = flagsOf(source);
  const reader: Reader = { source, at: 0, depth: 0, unicode: flags === 'u' };
  const root = choice(reader);
  return { source, flags, root };
}

function flagsOf(source: string): 'u' | '' {
  try {
    new RegExp(source, 'u');
    return 'u';
  } catch {
    // many documents escape what `u` forbids to escape (`\-`)
  }
  try {
    new RegExp(source);
    return '';
  } catch (cause) {
    throw new PatternError(`${JSON.stringify(source)} is not a regular expression`, { cause });
  }
}

function choice(reader: Reader): RegexNode {
  reader.depth += 1;
  if (reader.depth > MAX_DEPTH)
    throw new PatternError(`groups nested more than ${MAX_DEPTH} deep are not read`);
  const options = [sequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at += 1;
    options.push(sequence(reader));
  }
  reader.depth -= 1;
  const [only] = options;
  return options.length === 1 && only !== undefined ? only : { kind: 'choice', options };
}

function sequence(reader: Reader): RegexNode {
  const items: RegexNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] ?? '')) {
    items.push(quantified(reader, atom(reader)));
  }
  return { kind: 'sequence', items };
}

/** Takes what the pattern has at this place, when it has it. */
function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at; // all of them are sticky
  const match = pattern.exec(reader.source);
  if (match !== null) reader.at += match[0].length;
  return match;
}

const QUANTIFIER = /(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/y;

function quantified(reader: Reader, item: RegexNode): RegexNode {
  const match = take(reader, QUANTIFIER);
  if (match === null) return item;
  const [, sign, least, comma, most] = match;
  if (sign !== undefined) {
    return { kind: 'repeat', item, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  }
  const min = Number(least);
  const max = comma === undefined ? min : most === '' ? Infinity : Number(most);
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

function atom(reader: Reader): RegexNode {
  const look = take(reader, LOOK);
  if (look) return { kind: 'look', how: look[1] as '=' | '!' | '<=' | '<!', item: inGroup(reader) }; // all that LOOK matches
  if (take(reader, GROUP)) return inGroup(reader);
  const assert = take(reader, ASSERT);
  if (assert) return { kind: 'assert', what: assert[0] as '^' | '$' | '\\b' | '\\B' }; // all that ASSERT matches
  if (take(reader, BACKREFERENCE)) return { kind: 'backreference' };
  const pair = reader.unicode ? take(reader, SURROGATE_PAIR) : null;
  const set = pair ?? take(reader, CLASS) ?? take(reader, ESCAPE) ?? take(reader, CHARACTER);
  if (set === null)
    throw new PatternError(`${JSON.stringify(reader.source)} is not understood at ${reader.at}`);
  return { kind: 'set', source: set[0] };
}

function inGroup(reader: Reader): RegexNode {
  const node = choice(reader);
  reader.at += 1; // the closing parenthesis: the engine has already accepted the pattern
  return node;
}
