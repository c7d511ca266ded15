import { expect, it } from 'vitest';
import {
  formatCredentialVariables,
  formatFixturesRemedy,
  formatMissingFixtures,
  formatRequestRemedy,
} from '../../../../plan/verdicts/remedies.ts';
import type { Json } from '../../../../spec/json.ts';
import { createModel, json } from '../../spec/create-model.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createSuite } from '../library.ts';

const prefix = 'CONFORMANCE_CREDENTIAL_';

it.each<[string, Json]>([
  [`set ${prefix}TOKEN`, [{ token: [] }]],
  ['set CONFORMANCE_ACCESS_TOKEN', [{ token: [] }, { oauth: [] }]],
  [`set ${prefix}PASSWORD (USER:PASSWORD)`, [{ password: [] }]],
  [`set ${prefix}TOKEN and ${prefix}KEY`, [{ token: [], key: [] }]],
  [`set ${prefix}TOKEN or ${prefix}KEY`, [{ token: [] }, { key: [] }]],
  [`set ${prefix}KEY`, [{ key: [] }, { tls: [] }]],
  [`set ${prefix}KEY`, [{ key: [] }, {}]],
  ['give a credential, for example with --header', [{ tls: [] }]],
])('the remedy for missing credentials: %s', async (remedy, security) => {
  const { operation } = await createModel({ security });
  expect(formatCredentialVariables(operation, undefined)).toBe(remedy);
});

it('the variable of a suite replaces those of the schemes', async () => {
  const { operation } = await createModel({ security: [{ key: [] }] });
  const fixtureVariables = ['card', 'accessToken', 'guest'].map((name) => ({
    ...{ name, variable: `LIBRARY_${name}`, secret: true, description: name },
  }));
  const suite = createSuite({ fixtureVariables });
  expect(formatCredentialVariables(operation, suite)).toBe('set LIBRARY_accessToken');
});

it.each<[string, boolean, boolean]>([
  ['"path": {…}, "query": {…}', true, false],
  ['"path": {…}, "query": {…}', false, false],
  ['"path": {…}, "body": {…}', false, true],
  ['"path": {…}, "query": {…}, "body": {…}', true, true],
])('the remedy for fixtures has the parts %s', async (parts, isRequired, hasBody) => {
  const schema: Json = { type: 'string' };
  const parameters: Json = [
    { name: 'isbn', in: 'path', required: true, schema },
    { name: 'q', in: 'query', required: isRequired, schema },
  ];
  const requestBody: Json = { content: json({}) };
  const model = await createModel({ parameters, ...(hasBody && { requestBody }) }, '/books/{isbn}');
  expect(formatFixturesRemedy(model.operation)).toContain(`{"a": {${parts}}}`);
});

it.each(['path', 'query', 'header', 'cookie'])(
  'the remedy for fixtures names a parameter in %s',
  async (location) => {
    const path = location === 'path' ? '/books/{isbn}' : '/books';
    const parameters: Json = [{ name: 'isbn', in: location, required: true, schema: { type: 'string' } }];
    const { operation } = await createModel({ parameters }, path);
    expect(formatFixturesRemedy(operation)).toContain(`{"a": {"${location}": {…}}}`);
  },
);

it.each<[path: string, isOwnOnly: boolean, hasMore: boolean]>([
  ['/books/{isbn}', true, true],
  ['/books/{isbn}', false, false],
  ['/books', true, false],
])(
  'a request to %s for which the run may change only own items (%s) needs more: %s',
  async (path, isOwnOnly, hasMore) => {
    const parameters: Json = path.includes('{')
      ? [{ name: 'isbn', in: 'path', required: true, schema: { type: 'string' } }]
      : [{ name: 'q', in: 'query', schema: { type: 'string' } }];
    const context = await createGetContext(path, parameters);
    const remedy = formatRequestRemedy({
      ...context,
      proposals: { ...context.proposals, ...(isOwnOnly && { isOwnOnly }) },
    });
    expect(remedy.endsWith(', or add --allow-changes to let the run change what it has not created')).toBe(
      hasMore,
    );
  },
);

it('the fixtures of the seed messages are those that a valid request needs', async () => {
  const seedTemplates = [{ name: 'known', description: 'a book', body: { title: 'title', genre: 'genre' } }];
  const fixtureVariables = ['title', 'genre', 'shelf'].map((name) => ({
    ...{ name, variable: `LIBRARY_${name.toUpperCase()}`, secret: false, description: name },
  }));
  const suites = [createSuite({ seedTemplates, fixtureVariables })];
  const context = await createContext('books:create', { suites, fixtures: { genre: 'novel' } });
  expect(formatMissingFixtures(context)).toBe('set LIBRARY_TITLE');
  expect(formatRequestRemedy(context)).toBe('set LIBRARY_TITLE');
  expect(formatMissingFixtures(await createContext('books:create'))).toBeUndefined();
  const fixtures = { genre: 'novel', title: 'Emma' };
  expect(formatMissingFixtures(await createContext('books:create', { suites, fixtures }))).toBeUndefined();
});
