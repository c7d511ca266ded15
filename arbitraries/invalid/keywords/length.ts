import type { Violation } from '../mutation.ts';

/** Beyond any limit that a document states in earnest; a request of this size would be a load test. */
const MAX_LENGTH = 100_000;

/** One code point less than allowed. */
export const minLength: Violation = {
  keyword: 'minLength',
  *changes(value, { minLength: least = 0 }) {
    if (typeof value !== 'string' || least < 1 || least > MAX_LENGTH) return;
    const characters = [...value];
    const says = `has ${least - 1} characters where ${least} are asked`;
    yield { now: characters.slice(0, least - 1).join(''), kind: 'one less', says };
    yield {
      now: characters.slice(Math.max(0, characters.length - least + 1)).join(''),
      kind: 'one less, cut before',
      says,
    };
    yield { now: '😀'.repeat(least - 1), kind: 'one less, astral', says };
    if (least > 1) yield { now: '', kind: 'empty', says: 'is empty' };
  },
};

/** Where one may write more without breaking what is there: at the end, in front, in the middle. */
const fillers: readonly [kind: string, of: (characters: string[], missing: number) => string | undefined][] =
  [
    // Of an address, the host would become too long for DNS, and a server could refuse it for that.
    [
      'one more, in a path',
      (characters, missing) =>
        characters.includes('/') ? `${characters.join('')}/${'a'.repeat(missing - 1)}` : undefined,
    ],
    ['one more', (characters, missing) => characters.join('') + 'a'.repeat(missing)],
    [
      'one more, repeated',
      (characters, missing) => characters.join('') + (characters.at(-1) ?? 'a').repeat(missing),
    ],
    [
      'one more, in front',
      (characters, missing) => (characters[0] ?? 'a').repeat(missing) + characters.join(''),
    ],
    ['one more, astral', (characters, missing) => characters.join('') + '😀'.repeat(missing)],
  ];

/** One code point more than allowed: astral characters count once. */
export const maxLength: Violation = {
  keyword: 'maxLength',
  *changes(value, { maxLength: most = 0 }) {
    if (typeof value !== 'string' || most > MAX_LENGTH) return;
    const characters = [...value];
    const missing = most + 1 - characters.length;
    if (missing < 1) return;
    const says = `has ${most + 1} characters where ${most} are allowed`;
    for (const [kind, of] of fillers) {
      const now = of(characters, missing);
      if (now !== undefined) yield { now, kind, says };
    }
  },
};
