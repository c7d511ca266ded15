import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { findForeignSyntax } from './foreign-syntax.ts';
import { PatternError } from './pattern-error.ts';
import { convertAlternatives, type RegexNode } from './regex-node.ts';

/** The flags `u` and `v` select the Unicode modes of ECMA-262, the empty string the syntax of its Annex B. */
type RegexFlags = 'u' | 'v' | '';

/** A parsed pattern, with the flag under which it is valid. */
export interface Regex {
  source: string;
  flags: RegexFlags;
  root: RegexNode;
}

const MAX_SOURCE = 20_000;

const parser = new RegExpParser({ ecmaVersion: 2025, strict: false });

/**
 * Parses a pattern of ECMA-262 (2025) with the `u` flag (JSON Schema 2020-12 core, section 6.4), or else with the flag
 * that makes it valid. The parser knows syntax that Node.js 20 does not know: modifiers, and duplicate names of groups.
 * @throws PatternError if it is not a pattern, uses the syntax of another language, or is too large
 */
export function parseRegex(source: string): Regex {
  if (source.length > MAX_SOURCE)
    throw new PatternError(`patterns of ${source.length} characters are not supported`);
  const { flags, pattern } = selectFlags(source);
  const root = convertAlternatives(pattern.alternatives, { flags, isMultiline: false, depth: 0 });
  return { source, flags, root };
}

/** Whether the text is a pattern of ECMA-262 with any flag. */
export function isRegex(source: string): boolean {
  try {
    parseRegex(source);
    return true;
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}

function selectFlags(source: string): { flags: RegexFlags; pattern: AST.Pattern } {
  const withUnicode = parsePattern(source, 'u');
  if (withUnicode) return { flags: 'u', pattern: withUnicode };
  const withSets = parsePattern(source, 'v');
  const legacy = parsePattern(source, '');
  // `[[a-z]+]` is valid with and without set notation: set notation is meant only if sets are subtracted or
  // intersected.
  if (withSets && (legacy === undefined || /--|&&/.test(source))) return { flags: 'v', pattern: withSets };
  const foreign = legacy && findForeignSyntax(source, legacy);
  if (legacy && foreign === undefined) return { flags: '', pattern: legacy };
  const problem = foreign === undefined ? '' : `: ${foreign} belongs to another language`;
  throw new PatternError(`${JSON.stringify(source)} is not a regular expression of ECMA-262${problem}`);
}

function parsePattern(source: string, flags: RegexFlags): AST.Pattern | undefined {
  try {
    return parser.parsePattern(source, 0, source.length, {
      unicode: flags === 'u',
      unicodeSets: flags === 'v',
    });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    // the parser has exhausted the call stack
    if (error instanceof RangeError) throw new PatternError('groups are nested too deep', { cause: error });
    throw error;
  }
}
