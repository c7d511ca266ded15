import { describe, expect, it } from 'vitest';
import { rules, selectRules } from '../../../spec/clauses/rules.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createModel, json } from './create-model.ts';

/** For each condition, a rule that has only this condition. */
const ruleByCondition = {
  secured: 'authentication:none',
  'testable credentials': 'authentication:unknown',
  bearer: 'authentication:empty',
  'only bearer': 'authentication:challenge-scheme',
  'HTTP authentication': 'authentication:challenge',
  'several alternatives': 'authentication:alternatives-accepted',
  'optional credentials': 'authentication:anonymous-accepted',
  'with body': 'protocol:other-media-type',
  'JSON body': 'robustness:nan',
  'required body': 'robustness:empty-body',
  validated: 'errors:detail',
} as const;

/** The conditions that an operation meets. */
async function listConditions(fields: JsonObject): Promise<string[]> {
  const { operation } = await createModel(fields);
  const names: string[] = selectRules(operation, true).map(({ name }) => name);
  return Object.entries(ruleByCondition).flatMap(([condition, name]) =>
    names.includes(name) ? [condition] : [],
  );
}

describe('the rules for', () => {
  const http = 'HTTP authentication';
  const tested = ['secured', 'testable credentials'];
  it.each<[Json, string[]]>([
    [[], []],
    [[{ token: [] }], [...tested, 'bearer', 'only bearer', http]],
    [[{ password: [] }], [...tested, http]],
    [[{ key: [] }], tested],
    [[{ tls: [] }], ['secured']],
    [[{ token: [], key: [] }], [...tested, 'bearer', http]],
    [
      [{ token: [] }, { key: [] }],
      [...tested, 'bearer', http, 'several alternatives'],
    ],
    [
      [{ token: [] }, { tls: [] }],
      [...tested, 'bearer', 'only bearer', http],
    ],
    [[{ token: [] }, {}], ['optional credentials']],
    [[{}], []],
  ])('the security %j are those of %j', async (security, conditions) => {
    expect(await listConditions({ security })).toEqual(conditions);
  });

  const text: Json = { 'text/plain': { schema: { type: 'string' } } };
  it.each<[string, JsonObject, string[]]>([
    ['optional JSON', { content: json({}) }, ['with body', 'JSON body']],
    ['required JSON', { required: true, content: json({}) }, ['with body', 'JSON body', 'required body']],
    ['any media type', { content: { '*/*': {} } }, ['with body', 'JSON body']],
    ['another JSON type', { content: { 'application/merge-patch+json': {} } }, ['with body', 'JSON body']],
    ['text or JSON', { content: { ...text, ...json({}) } }, ['with body', 'JSON body']],
    ['text', { content: text }, ['with body']],
    ['required text', { required: true, content: text }, ['with body', 'required body']],
  ])('a body of %s', async (_, requestBody, conditions) => {
    expect(await listConditions({ requestBody })).toEqual(conditions);
  });

  it.each<[string, JsonObject, boolean, boolean]>([
    ['a 422 with `detail`', { 422: { properties: { detail: {} } } }, true, true],
    ['a 400 with `detail`', { 400: { properties: { detail: {} } } }, true, false],
    ['a 422 with another member', { 422: { properties: { title: {} } } }, true, false],
    ['a 422 of any shape', { 422: {} }, true, false],
    ['a 422 without a body that could be invalid', { 422: { properties: { detail: {} } } }, false, false],
  ])('the errors of FastAPI: %s', async (_, schemas, hasBody, isValidated) => {
    const errors = Object.entries(schemas).map(([status, schema]) => [
      status,
      { description: status, content: json(schema) },
    ]);
    const responses: JsonObject = { 200: { description: 'OK' }, ...Object.fromEntries(errors) };
    const fields = { responses, ...(hasBody && { requestBody: { content: json({}) } }) };
    expect((await listConditions(fields)).includes('validated')).toBe(isValidated);
  });

  const plain: Json = { description: 'x' };
  const problem: Json = { description: 'x', content: { ...json({}), 'application/problem+json': {} } };
  const requestBody: Json = { content: json({}) };
  it.each<[string, isSelected: boolean, string, JsonObject]>([
    ['unsupported-media-type', true, 'one is 415', { requestBody, responses: { 200: plain, 415: plain } }],
    ['unsupported-media-type', false, 'none is 415', { requestBody, responses: { 200: plain } }],
    ['unsupported-media-type', false, 'there is no body', { responses: { 200: plain, 415: plain } }],
    ['no-content', true, 'one is 204', { responses: { 200: plain, 204: plain } }],
    ['no-content', false, 'none is 204', { responses: { 200: plain } }],
    ['problem-status', true, 'one has problem details', { responses: { 200: plain, 422: problem } }],
    ['problem-status', false, 'none has problem details', { responses: { 200: plain } }],
  ])('documented responses: protocol:%s (%s) if %s', async (name, isSelected, _, fields) => {
    const { operation } = await createModel(fields);
    const names: string[] = selectRules(operation, false).map((rule) => rule.name);
    expect(names.includes(`protocol:${name}`)).toBe(isSelected);
  });

  const uuid: Json = { type: 'string', format: 'uuid' };
  it.each<[string, isSelected: boolean, method: string, path: string, JsonObject]>([
    ['a UUID', true, 'GET', '/books/{p}', { p: uuid }],
    ['a UUID beside a query', true, 'GET', '/books/{p}', { p: uuid, q: { type: 'string' } }],
    ['two UUIDs', true, 'HEAD', '/books/{p}/pages/{q}', { p: uuid, q: uuid }],
    ['a UUID and another id', false, 'GET', '/books/{p}/pages/{q}', { p: uuid, q: { type: 'string' } }],
    ['no id', false, 'GET', '/books', { q: uuid }],
    ['an id of any type', false, 'GET', '/books/{p}', { p: true }],
    ['a UUID of what a request changes', false, 'POST', '/books/{p}', { p: uuid }],
  ])('UUIDs in the path: %s', async (_, isSelected, method, path, schemas) => {
    const parameters = Object.entries(schemas).map(([name, schema]): Json => {
      const isInPath = path.includes(`{${name}}`);
      return { name, in: isInPath ? 'path' : 'query', required: isInPath, schema };
    });
    const { operation } = await createModel({ parameters }, path);
    const selected = selectRules({ ...operation, method }, false);
    expect(selected.some(({ name }) => name === 'protocol:uuid-case')).toBe(isSelected);
  });

  it('`--robustness=full` are not selected by default', async () => {
    const { operation } = await createModel({ requestBody: { content: json({}) } });
    const select = (full: boolean) => selectRules(operation, full).filter((rule) => rule.full);
    expect(select(false)).toEqual([]);
    expect(select(true)).toEqual(rules.filter((rule) => rule.full));
  });

  it('strict suites are SHOULD for other operations', () => {
    const strict = rules.filter(({ strictLevel }) => strictLevel === 'MUST');
    expect(strict.filter(({ level }) => level !== 'SHOULD')).toEqual([]);
    const errors = ['detail', 'type', 'loc', 'loc-resolves', 'msg', 'input', 'refused'];
    expect(strict.map(({ name }) => name).sort()).toEqual(
      [
        ...errors.map((name) => `errors:${name}`),
        ...['authentication:nothing-granted', 'authentication:secret-kept', 'protocol:charset'],
        ...['protocol:other-methods', 'protocol:other-paths', 'robustness:no-internals'],
      ].sort(),
    );
  });

  it.each([
    [true, 'MUST', false],
    [false, 'SHOULD', true],
  ])('errors, strict: %s', async (isStrict, level, hasErrorStatus) => {
    const responses: Json = { 422: { description: 'x', content: json({ properties: { detail: {} } }) } };
    const { operation } = await createModel({ requestBody: { content: json({}) }, responses });
    const selected = selectRules(operation, false, isStrict);
    expect(selected.find(({ name }) => name === 'errors:loc')?.level).toBe(level);
    expect(selected.some(({ name }) => name === 'protocol:error-status')).toBe(hasErrorStatus);
    expect(selected.find(({ name }) => name === 'protocol:date')?.level).toBe('SHOULD');
  });
});

// a stricter level comes only with a major version
it.each([
  [
    'authentication',
    ['none', 'truncated', 'extended', 'unknown', 'empty', 'bare', 'basic', 'non-ascii', 'unscoped'],
    ['session-token', 'scheme-case', 'anonymous-accepted', 'challenge', 'challenge-scheme'],
  ],
  [
    'protocol',
    ['answered', 'framing', 'no-server-error', 'status', 'media-type', 'json', 'json-spelling'],
    ['allow', 'header-syntax'],
  ],
  [
    'robustness',
    ['byte-order-mark', 'cut-off', 'deep-nesting', 'duplicate-names', 'empty-body', 'huge-number'],
    [
      'large-body',
      'lone-surrogate',
      'long-integer',
      'long-string',
      'nan',
      'nesting',
      'nul',
      'prototype-names',
    ],
  ],
  ['errors', [], []],
])('the rules of %s that every server must follow', (family, names, others) => {
  const strict = rules.filter((rule) => rule.family === family && rule.level === 'MUST');
  expect(strict.map(({ name }) => name).sort()).toEqual(
    [...names, ...others].map((name) => `${family}:${name}`).sort(),
  );
});

describe('the clause of a rule', () => {
  const requestBody: Json = { content: json({ type: 'object', required: ['a'], properties: { a: {} } }) };
  const find = async (name: string, security: Json) =>
    (await createModel({ security, requestBody })).clauses.find(({ id }) => id === `a/${name}`);

  it('cites RFC 6750 for bearer tokens, and else the document only', async () => {
    const rule = rules.find(({ descriptionForKeys }) => descriptionForKeys !== undefined);
    if (!rule?.descriptionForKeys) throw new Error('a rule has a description for keys');
    const { name, level, rfc, description, descriptionForKeys } = rule;
    const common = { id: `a/${name}`, operation: 'a', family: 'authentication', level };
    expect(await find(name, [{ token: [] }])).toEqual({
      ...{ ...common, rfc, description },
      schemaPointer: '#/components/securitySchemes/token',
    });
    for (const security of [[{ key: [] }], [{ token: [] }, { key: [] }]])
      expect(await find(name, security)).toMatchObject({ ...common, description: descriptionForKeys });
    expect(await find(name, [{ key: [] }])).not.toHaveProperty('rfc');
  });

  it('is located at the operation, that of a status at its responses', async () => {
    const pointer = '#/paths/~1books/post';
    expect(await find('protocol:date', [])).toMatchObject({ schemaPointer: pointer });
    expect(await find('protocol:status', [])).toMatchObject({ schemaPointer: `${pointer}/responses` });
    expect(await find('protocol:error-status', [])).toMatchObject({ schemaPointer: `${pointer}/responses` });
  });

  it('is one of a case, as are those of the request, but not those of responses', async () => {
    const { clauses, caseClauses } = await createModel({
      requestBody,
      responses: { 200: { description: 'OK', content: json({ type: 'object' }) } },
    });
    const ofResponses = clauses.filter(({ id }) => id.startsWith('a/200'));
    expect(ofResponses.length).toBeGreaterThan(0);
    expect(caseClauses).toEqual(clauses.filter((clause) => !ofResponses.includes(clause)));
  });

  it('names a scheme for which the suite has no credentials', async () => {
    expect(await find('authentication:scheme(digest)', [{ digest: [] }, { key: [] }])).toEqual({
      ...{ id: 'a/authentication:scheme(digest)', operation: 'a', level: 'MUST', family: 'authentication' },
      schemaPointer: '#/components/securitySchemes/digest',
      unsupported: 'the suite cannot create credentials for this kind of security scheme',
      description: 'the security scheme `digest` (HTTP digest) is honoured',
    });
    expect((await find('authentication:scheme(tls)', [{ tls: [] }]))?.description).toBe(
      'the security scheme `tls` (mutualTLS) is honoured',
    );
  });
});
