import { countCharacters } from '../../../spec/count-characters.ts';
import type { Mutator } from '../mutation.ts';

/** A request with a longer string would be a load test. */
const MAX_LENGTH = 100_000;

/** Shortens the text to one code point less than the minimum, and to the empty string. */
export const minLength: Mutator = {
  keyword: 'minLength',
  *mutate(value, { minLength: minimum = 0 }) {
    if (typeof value !== 'string' || minimum < 1 || minimum > MAX_LENGTH) return;
    const characters = [...value];
    const problem = `is one character shorter than the minimum of ${minimum}`;
    const end = characters.slice(Math.max(0, characters.length - minimum + 1));
    yield { kind: 'one less', problem, after: characters.slice(0, minimum - 1).join('') };
    yield { kind: 'one less, cut before', problem, after: end.join('') };
    yield { kind: 'one less, astral', problem, after: '😀'.repeat(minimum - 1) };
    if (minimum > 1) yield { kind: 'empty', problem: 'is empty', after: '' };
  },
};

/**
 * Methods to lengthen a string without violating other keywords. URLs get a longer path: a longer host may be invalid.
 */
const paddings: readonly [kind: string, pad: (text: string, missing: number) => string | undefined][] = [
  [
    'one more, in a path',
    (text, missing) => (text.includes('/') ? `${text}/${'a'.repeat(missing - 1)}` : undefined),
  ],
  ['one more', (text, missing) => text + 'a'.repeat(missing)],
  ['one more, repeated', (text, missing) => text + ([...text].at(-1) ?? 'a').repeat(missing)],
  ['one more, in front', (text, missing) => ([...text][0] ?? 'a').repeat(missing) + text],
  ['one more, astral', (text, missing) => text + '😀'.repeat(missing)],
];

/** Lengthens the text to one code point more than the maximum. Characters outside the BMP count once. */
export const maxLength: Mutator = {
  keyword: 'maxLength',
  *mutate(value, { maxLength: maximum = 0 }) {
    if (typeof value !== 'string' || maximum > MAX_LENGTH) return;
    const missing = maximum + 1 - countCharacters(value);
    if (missing < 1) return;
    const problem = `is one character longer than the maximum of ${maximum}`;
    for (const [kind, pad] of paddings) {
      const after = pad(value, missing);
      if (after !== undefined) yield { kind, problem, after };
    }
  },
};
