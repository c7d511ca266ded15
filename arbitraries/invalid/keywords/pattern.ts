import type { Mutator } from '../mutation.ts';

const CHARACTERS = ['!', ' ', 'é', 'A', 'a', '0', '-'];

function* generateEdits(text: string): Generator<[kind: string, after: string]> {
  for (const character of CHARACTERS) yield [`with ${JSON.stringify(character)} after`, text + character];
  yield ['without its first', text.slice(1)];
  yield ['without its last', text.slice(0, -1)];
  yield ['repeated', text + text];
  yield ['in upper case', text.toUpperCase()];
  yield ['in lower case', text.toLowerCase()];
  for (const character of CHARACTERS) {
    const quoted = JSON.stringify(character);
    yield [`with ${quoted} before`, character + text];
    yield [`with ${quoted} as first`, character + text.slice(1)];
    yield [`with ${quoted} as last`, text.slice(0, -1) + character];
    yield [`all ${quoted}`, character.repeat(Math.max(1, text.length))];
  }
  const middle = text.length >> 1;
  yield ['cut in the middle', text.slice(0, middle)];
  yield ['with a sign in the middle', `${text.slice(0, middle)}!${text.slice(middle + 1)}`];
  yield ['empty', ''];
}

/**
 * Whether `\w` or `\b` of the pattern decides about the text and has characters beyond ASCII, which belong to words in
 * most languages but not in ECMAScript.
 */
const isAmbiguous = (pattern: string, text: string): boolean =>
  /\\[wWbB]/.test(pattern) && /[^\x20-\x7e]/.test(text);

/** Makes small edits to the text. If the result still matches the pattern, ajv rejects the candidate later. */
export const pattern: Mutator = {
  keyword: 'pattern',
  *mutate(value, schema) {
    if (typeof value !== 'string') return;
    const { pattern: expression = '' } = schema;
    const problem = `does not match ${expression}`;
    for (const [kind, after] of generateEdits(value))
      if (after !== value && !isAmbiguous(expression, after)) yield { kind, problem, after };
  },
};
