const tests = new Map<string, (character: string) => boolean>();

/** Characters that engines read as syntax when they stand alone without the `u` flag. */
const LITERAL = /^[{}\]]$/;

/** Whether one character (a code point) fits one element of a pattern, as the engine itself says. */
export function createCharacterTest(source: string, flags: string): (character: string) => boolean {
  const key = `${flags}/${source}`;
  const known = tests.get(key);
  if (known !== undefined) return known;
  const engine = new RegExp(`^(?:${LITERAL.test(source) ? `\\${source}` : source})$`, flags);
  const seen = new Map<string, boolean>();
  const test = (character: string): boolean => {
    const before = seen.get(character);
    if (before !== undefined) return before;
    const fits = engine.test(character);
    if (seen.size < 5000) seen.set(character, fits);
    return fits;
  };
  tests.set(key, test);
  return test;
}
