import { expect, test } from 'vitest';
import { read, section } from './repository.ts';

interface Lock {
  packages: Record<string, { version?: string; license?: string; hasInstallScript?: boolean }>;
}

const { packages } = JSON.parse(read('package-lock.json')) as Lock; // npm writes it
const installed = Object.entries(packages)
  .filter(([place]) => place !== '') // the project itself
  .map(([place, entry]) => ({ name: place.replace(/^.*node_modules\//, ''), ...entry }));

/** Licences that let anybody use the suite, and its packages unchanged, for any purpose. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'MPL-2.0',
  'Python-2.0',
];

test('every package that npm installs has a licence that is allowed', () => {
  const others = installed.filter(({ license }) => !allowed.includes(license ?? ''));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('CONTRIBUTING lists the licences as the lock has them', () => {
  const rows = allowed.map((licence) => {
    const names = installed.flatMap(({ name, license }) => (license === licence ? [name] : []));
    const shown = names.length > 12 ? `${names.length} packages` : [...new Set(names)].sort().join(', ');
    return `| ${licence} | ${shown} |`;
  });
  const table = ['| licence | of |', '|---|---|', ...rows, ''].join('\n');
  expect(section(read('CONTRIBUTING.md'), 'licences')).toBe(table);
});

// esbuild's only looks whether the right binary was installed, which npm has by then done.
test('no package but one brings an install script, and that one is not needed', () => {
  expect(installed.flatMap(({ name, hasInstallScript }) => (hasInstallScript ? [name] : []))).toEqual([
    'esbuild',
  ]);
});
