import { PatternError } from './pattern-error.ts';

const tests = new Map<string, (character: string) => boolean>();

/** Characters that are syntax, although engines accept them as literals without the `u` flag. */
const SYNTAX_CHARACTER = /^[{}\]]$/;

const MAX_CACHED_CHARACTERS = 5_000;

/**
 * Compiles the source of one character or class.
 * @throws PatternError for a property of Unicode that this version of Node.js does not know
 */
function compileCharacter(source: string, flags: string): RegExp {
  try {
    return new RegExp(`^(?:${SYNTAX_CHARACTER.test(source) ? `\\${source}` : source})$`, flags);
  } catch (cause) {
    throw new PatternError(`${source} is not supported`, { cause });
  }
}

/**
 * Creates a test of single code points against one character or class of a pattern, decided by JavaScript's own engine.
 */
export function createCharacterTest(source: string, flags: string): (character: string) => boolean {
  const key = `${flags}/${source}`;
  const known = tests.get(key);
  if (known !== undefined) return known;
  const engine = compileCharacter(source, flags);
  const results = new Map<string, boolean>();
  const test = (character: string): boolean => {
    const cached = results.get(character);
    if (cached !== undefined) return cached;
    const isMatch = engine.test(character);
    if (results.size < MAX_CACHED_CHARACTERS) results.set(character, isMatch);
    return isMatch;
  };
  tests.set(key, test);
  return test;
}
