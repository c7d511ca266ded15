import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optionList, toEnvironmentVariable } from '../../../cli/option-table.ts';
import { sideEffects } from '../../../cli/render-help.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { reports } from '../../../reporters/write-reports.ts';
import { fixtureVariables } from '../../../suites/polar/customer-sessions/fixtures.ts';
import { exists, filesBelow, read, section } from './repository.ts';
import { fixturesTable, optionsTable } from './tables.ts';

const readme = read('README.md');
const documents = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const names = new Set<string>(optionList.map(([name]) => name));

test('the options of the README are those of the option table', () => {
  expect(section(readme, 'options')).toBe(optionsTable());
});

test('the fixtures of the README are those of the fixture table', () => {
  expect(section(readme, 'fixtures')).toBe(fixturesTable());
});

test('the README says what a run leaves behind as the help does', () => {
  for (const sentence of sideEffects) expect(readme).toContain(sentence);
});

test('the README names every report', () => {
  for (const { file } of reports) expect(readme).toContain(`\`${file}\``);
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('names only commands that there are', () => {
    const commands = [...text.matchAll(/\bnpm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    for (const name of commands) expect(manifest.scripts).toHaveProperty([name]);
  });

  test('names only options that there are', () => {
    const options = [...text.matchAll(/\bnpm test -- ([^\n`#]+)/g)].flatMap(([, line = '']) =>
      [...line.matchAll(/(?<=^| )--([a-z-]+)/g)].map(([, name = '']) => name),
    );
    for (const name of options) expect(names).toContain(name);
  });

  test('links only to files that there are', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, one, other]) => one ?? other ?? '',
    );
    for (const link of links)
      if (!/^(https?:|#)/.test(link)) expect(exists(join(dirname(document), link)), link).toBe(true);
  });

  test('names only folders and files that there are', () => {
    const places = [...text.matchAll(/`((?:[a-z-]+\/)+(?:[\w.-]+)?)`/g)].map(([, place = '']) => place);
    const own = places.filter((place) => exists(`${place.split('/')[0]}`) && !place.startsWith('reports/'));
    for (const place of own) expect(exists(place), place).toBe(true);
  });
});

test('every variable that a document or recipe names is one of the tables', () => {
  const known = new Set<string>([
    ...fixtureVariables.map(({ variable }) => variable),
    ...optionList.map(([name]) => toEnvironmentVariable(name)),
  ]);
  for (const file of [
    ...documents,
    'action.yml',
    ...filesBelow('docs').filter((one) => !one.endsWith('.png')),
  ]) {
    const variables = read(file).match(/\b(?:POLAR|CONFORMANCE)_[A-Z_]+[A-Z]\b/g) ?? [];
    for (const variable of variables) expect(known, `${file}: ${variable}`).toContain(variable);
  }
});

test('the version of the manifest is the newest of the changelog', () => {
  const [, newest] = /^## \[(\d[^\]]*)\]/m.exec(read('CHANGELOG.md')) ?? [];
  expect(newest).toBe(manifest.version);
});
