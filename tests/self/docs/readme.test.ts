import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optionList, toEnvironmentVariable } from '../../../cli/option-table.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { reports } from '../../../reporters/write-reports.ts';
import { fixtureVariables } from '../../../suites/polar/customer-sessions/fixtures.ts';
import { suites } from '../../../suites/suites.ts';
import { exists, listFiles, read, replaceSection, root } from './repository.ts';
import { renderEffectsTable, renderFixturesTable, renderOptionsPage, renderRulesTable } from './tables.ts';

const readme = read('README.md');
const documents = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...listFiles('docs').filter((file) => file.endsWith('.md')),
];
/** The variables of credentials, which end with the name of a security scheme, and those of the suite's own tests. */
const otherVariables = /^CONFORMANCE_(?:(?:OTHER_)?CREDENTIAL|SELF)_/;
const optionNames = new Set<string>(optionList.map(([name]) => name));

test('the README lists the fixtures of customer sessions, and docs/options.md the options of the option table', async () => {
  const updated = replaceSection(readme, 'fixtures', renderFixturesTable());
  await expect(updated).toMatchFileSnapshot(join(root, 'README.md'));
  await expect(renderOptionsPage()).toMatchFileSnapshot(join(root, 'docs/options.md'));
});

test('docs/resources.md lists the rules about effects', async () => {
  const updated = replaceSection(read('docs/resources.md'), 'rules', renderRulesTable());
  await expect(updated).toMatchFileSnapshot(join(root, 'docs/resources.md'));
});

test("docs/polar.md lists the effects of Polar's operations", async () => {
  const updated = replaceSection(read('docs/polar.md'), 'effects', renderEffectsTable());
  await expect(updated).toMatchFileSnapshot(join(root, 'docs/polar.md'));
});

test('the README describes the side effects of a run in the words of its suites', () => {
  for (const sentence of suites.flatMap((suite) => suite.sideEffects)) expect(readme).toContain(sentence);
});

test('the README names every report', () => {
  for (const { file } of reports) expect(readme).toContain(`\`${file}\``);
});

describe.each(documents)('%s', (document) => {
  const text = read(document);

  test('names only existing commands', () => {
    const commands = [...text.matchAll(/\bnpm run ([a-z:-]+)/g)].map(([, name = '']) => name);
    for (const name of commands) expect(manifest.scripts).toHaveProperty([name]);
  });

  test('names only existing options', () => {
    const options = [...text.matchAll(/\bnpm test -- ([^\n`#]+)/g)].flatMap(([, line = '']) =>
      [...line.matchAll(/(?<=^| )--([a-z-]+)/g)].map(([, name = '']) => name),
    );
    for (const name of options) expect(optionNames).toContain(name);
  });

  test('links only to existing files', () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, markdown, html]) => markdown ?? html ?? '',
    );
    for (const link of links)
      if (!/^(https?:|#)/.test(link))
        expect(exists(join(dirname(document), link.replace(/#.*$/, ''))), link).toBe(true);
  });

  test('names only existing folders and files', () => {
    const paths = [...text.matchAll(/`((?:[a-z-]+\/)+(?:[\w.-]+)?)`/g)].map(([, path = '']) => path);
    const ownPaths = paths.filter((path) => exists(`${path.split('/')[0]}`) && !path.startsWith('reports/'));
    for (const path of ownPaths) expect(exists(path), path).toBe(true);
  });
});

test('documents and recipes name only variables of options and fixtures', () => {
  const known = new Set<string>([
    ...fixtureVariables.map(({ variable }) => variable),
    ...suites.flatMap(({ webhooks }) => webhooks?.secretVariable ?? []),
    ...optionList.map(([name]) => toEnvironmentVariable(name)),
  ]);
  const recipes = ['action.yml', ...listFiles('docs').filter((file) => !file.endsWith('.png'))];
  for (const file of [...documents, ...recipes]) {
    const variables = read(file).match(/\b(?:POLAR|CONFORMANCE)_[A-Z_]+[A-Z]\b/g) ?? [];
    for (const variable of variables.filter((name) => !otherVariables.test(name)))
      expect(known, `${file}: ${variable}`).toContain(variable);
  }
});

test('package.json has the newest version of the changelog', () => {
  const [, newest] = /^## \[(\d[^\]]*)\]/m.exec(read('CHANGELOG.md')) ?? [];
  expect(newest).toBe(manifest.version);
});
