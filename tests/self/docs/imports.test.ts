import { expect, test } from 'vitest';
import { listFiles, read, resolveImport } from './repository.ts';

/** The folders of ARCHITECTURE.md, each with what it may import. */
const allowedImports = new Map(
  [...read('ARCHITECTURE.md').matchAll(/^\| `([a-z]+)\/` \|[^|]+\| ([^|]+) \|$/gm)].map(
    ([, folder = '', allowed = '']) => [folder, allowed] as const,
  ),
);

const specifiers = /(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

const sources = listFiles('.').filter(
  (file) => /\.m?ts$/.test(file) && file.includes('/') && !file.startsWith('docs/'),
);

/** The imports of every source file within the project, type imports included. */
const imports = new Map(
  sources.map((file) => [
    file,
    [...read(file).matchAll(specifiers)].map(([, specifier = '']) => resolveImport(file, specifier)),
  ]),
);

const getFolder = (file: string): string => file.split('/')[0] ?? '';

/** Every import of a file in another top-level folder. */
const crossImports = [...imports].flatMap(([file, targets]) =>
  targets
    .filter((target) => target.includes('/') && getFolder(target) !== getFolder(file))
    .map((target) => ({ file, target })),
);

function isAllowed({ file, target }: (typeof crossImports)[number]): boolean {
  const allowed = allowedImports.get(getFolder(file)) ?? '';
  if (allowed === 'all') return true;
  const names = [...allowed.matchAll(/`([a-z./]+)`/g)].map(([, name = '']) => name);
  if (allowed.startsWith('all but ')) return !names.some((name) => target.startsWith(`${name}/`));
  return names.some((name) => target.startsWith(`${name}/`) || target === name);
}

/** The shortest import circle through a file, by breadth-first search; undefined if there is none. */
function findCircle(file: string): string[] | undefined {
  const importers = new Map<string, string>();
  const queue = [file];
  for (const current of queue)
    for (const target of imports.get(current) ?? []) {
      if (target === file) return tracePath(current, importers);
      if (importers.has(target)) continue;
      importers.set(target, current);
      queue.push(target);
    }
  return undefined;
}

function tracePath(end: string, importers: ReadonlyMap<string, string>): string[] {
  const importer = importers.get(end);
  return importer === undefined ? [end] : [...tracePath(importer, importers), end];
}

test('ARCHITECTURE.md lists every folder with code', () => {
  const folders = new Set(sources.map(getFolder));
  expect([...allowedImports.keys()].sort()).toEqual([...folders].sort());
});

test('no folder imports what ARCHITECTURE.md does not allow', () => {
  expect(crossImports.length).toBeGreaterThan(300);
  const forbidden = crossImports.filter((each) => !isAllowed(each));
  expect(forbidden.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
});

test('no files import each other in a circle, type imports included', () => {
  const circles = sources.flatMap((file) => {
    const circle = findCircle(file);
    return circle && circle.toSorted()[0] === file ? [[...circle, file].join(' → ')] : [];
  });
  expect(circles).toEqual([]);
});

test('the reference and the client share no code with the generators and oracles that test them', () => {
  const shared = crossImports.filter(
    ({ file, target }) =>
      ['reference', 'http', 'redaction'].includes(getFolder(file)) && /arbitraries|oracles/.test(target),
  );
  expect(shared).toEqual([]);
  const ajv = sources.filter((file) => file.startsWith('reference/') && /from 'ajv/.test(read(file)));
  expect(ajv).toEqual([]);
});
