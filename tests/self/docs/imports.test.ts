import { expect, test } from 'vitest';
import { filesBelow, read, target } from './repository.ts';

/** The rooms and what each may import, as ARCHITECTURE.md tells it. */
const rules = new Map(
  [...read('ARCHITECTURE.md').matchAll(/^\| `([a-z]+)\/` \|[^|]+\| ([^|]+) \|$/gm)].map(
    ([, room = '', words = '']) => [room, words] as const,
  ),
);

const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

const sources = filesBelow('.').filter((file) => /\.m?ts$/.test(file) && file.includes('/'));

/** Every import from one room into another. */
const crossings = sources.flatMap((file) =>
  [...read(file).matchAll(specifiers)].flatMap(([, specifier = '']) => {
    const to = target(file, specifier);
    const [from = '', into = ''] = [file.split('/')[0], to.split('/')[0]];
    return from === into || !to.includes('/') ? [] : [{ file, to, from, into }];
  }),
);

function allows(words: string, { to }: (typeof crossings)[number]): boolean {
  if (words === 'all') return true;
  const named = [...words.matchAll(/`([a-z./]+)`/g)].map(([, name = '']) => name);
  if (words.startsWith('all but ')) return !named.some((name) => to.startsWith(`${name}/`));
  return named.some((name) => to.startsWith(`${name}/`) || to === name);
}

test('every folder with code is a room of ARCHITECTURE.md, and every room is there', () => {
  const rooms = new Set(sources.map((file) => file.split('/')[0]));
  rooms.delete('vitest.config.ts');
  expect([...rules.keys()].sort()).toEqual([...rooms].sort());
});

test('no room imports what ARCHITECTURE.md does not allow it', () => {
  expect(crossings.length).toBeGreaterThan(300);
  const wrong = crossings.filter((crossing) => !allows(rules.get(crossing.from) ?? '', crossing));
  expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
});

test('the reference and the target are no one’s second copy: they use neither generators nor oracles', () => {
  const shared = crossings.filter(({ from, into }) =>
    ['reference', 'http', 'redaction'].includes(from) ? /arbitraries|oracles/.test(into) : false,
  );
  expect(shared).toEqual([]);
  const ajv = sources.filter((file) => file.startsWith('reference/') && /from 'ajv/.test(read(file)));
  expect(ajv).toEqual([]);
});
