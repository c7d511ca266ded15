import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, replaceSection, root } from './repository.ts';

interface LockFile {
  packages: Record<
    string,
    {
      version?: string;
      license?: string;
      hasInstallScript?: boolean;
      optionalDependencies?: Record<string, string>;
    }
  >;
}

const { packages } = JSON.parse(read('package-lock.json')) as LockFile; // npm has written the file

/** The licences of packages whose manifest has none. */
const undeclaredLicences: Readonly<Record<string, string>> = {
  'polar-sdk-0-48': 'MIT', // its README names the licence, and later versions contain its text
};

const dependencies = Object.entries(packages)
  .filter(([path]) => path !== '') // '' is the project itself
  .map(([path, entry]) => {
    const name = path.replace(/^.*node_modules\//, '');
    return { name, license: undeclaredLicences[name], ...entry };
  });

/** Licences that allow every use of the suite with unchanged packages. */
const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BlueOak-1.0.0',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
];

test('every dependency has an allowed licence', () => {
  const others = dependencies.filter(({ license }) => !allowedLicences.includes(license ?? ''));
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('CONTRIBUTING lists the licences of all dependencies', async () => {
  const rows = allowedLicences.map((licence) => {
    const names = dependencies.flatMap(({ name, license }) => (license === licence ? [name] : []));
    const shown = names.length > 12 ? `${names.length} packages` : [...new Set(names)].sort().join(', ');
    return `| ${licence} | ${shown} |`;
  });
  const table = ['| licence | packages |', '|---|---|', ...rows, ''].join('\n');
  const updated = replaceSection(read('CONTRIBUTING.md'), 'licences', table);
  await expect(updated).toMatchFileSnapshot(join(root, 'CONTRIBUTING.md'));
});

// The install script of esbuild only checks that npm has installed the platform's binary.
test('only esbuild has an install script, which is not needed', () => {
  expect(dependencies.flatMap(({ name, hasInstallScript }) => (hasInstallScript ? [name] : []))).toEqual([
    'esbuild',
  ]);
});

// npm leaves packages of other platforms out of the lock file if the registry lacks them. `npm ci` then rejects the
// file on every platform.
test('package-lock.json has the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
    ),
  );
  expect(missing).toEqual([]);
});
