import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { complaintsIn, documentOf, load } from './documents.ts';

const head =
  'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: d}}}}}\n';
const bomb = (width: number, depth: number): string =>
  Array.from({ length: depth }, (_, i) => `x-${i}: &a${i} [${Array(width).fill(i ? `*a${i - 1}` : 1)}]`).join(
    '\n',
  );
const nested = (open: string, close: string): string => `x-a: ${open.repeat(10_000)}1${close.repeat(10_000)}`;
const ref = (i: number): JsonObject => ({ $ref: `#/components/schemas/A${i}` });

/** Documents that are none, or that are meant to hurt: what is said of each. */
const refused: [says: string, text: string, complaint: RegExp][] = [
  ['nothing', '', /^1 # is not an object/],
  ['a list', '[1]', /^1 # is not an object/],
  ['Swagger 2.0', 'swagger: "2.0"', /^1 # is Swagger 2.0/],
  ['OpenAPI 3.2', head.replace('3.1.0', '3.2.0'), /^1 # is OpenAPI "3.2.0"/],
  ['a version that is a number', head.replace('3.1.0', '3.1'), /^1 # is OpenAPI 3.1;/],
  ['no paths', 'openapi: 3.1.0\ninfo: {title: t, version: "1"}', /^1 # has no paths/],
  ['broken YAML', `${head}x-a: [1\nx-b: 2`, /^\d # is not YAML/],
  ['two documents', `${head}---\na: 1`, /^4 # is a second document/],
  ['a name twice', `${head}x-a: {b: 1, b: 2}`, /^4 #\/x-a has the name `b` twice/],
  ['a value that is not JSON', `${head}x-a:\n  - .nan`, /^5 #\/x-a\/0 is not a JSON value/],
  ['a name that is not a string', `${head}x-a: {[b]: 1}`, /^4 #\/x-a has a name that is not a string/],
  ['aliases that explode', `${head}${bomb(10, 9)}`, /^\d+ #\/x-.* aliases stand for more than 100000 values/],
  ['an alias in itself', `${head}x-a: &a [*a]`, /^4 #\/x-a\/0 `\*a` contains itself/],
  ['an alias of nothing', `${head}x-a: *a`, /^4 #\/x-a `\*a` is the alias of nothing/],
  ['deep lists', head + nested('[', ']'), /^4 # is nested more than 500 levels deep/],
  ['deep objects', head + nested('{a: ', '}'), /^4 # is nested more than 500 levels deep/],
  ['very long text', `${head}#${'x'.repeat(11 * 1024 * 1024)}`, /^1 # is longer than 10 MiB/],
  ['a path that is null', head.replace(/\{get.*/, 'null}'), /^3 #\/paths\/~1a must be object/],
];

describe('a document with', () => {
  it.each(refused)('%s is refused', async (_, text, complaint) => {
    const [first] = await complaintsIn(load(text));
    expect(first).toMatch(complaint);
  });

  it.each<[string, JsonObject, string]>([
    ['a type that is none', { A: { type: 'strnig' } }, '#/components/schemas/A/type must be equal to one of'],
    [
      'a negative length',
      { A: { properties: { b: { minLength: -1 } } } },
      '/properties/b/minLength must be >= 0',
    ],
    [
      'a pattern that is none',
      { A: { pattern: '(' } },
      '#/components/schemas/A/pattern is not a regular expression',
    ],
    [
      'a mapping to nothing',
      { A: { discriminator: { propertyName: 'b', mapping: { b: 'B' } } } },
      'mapping/b maps to B, which leads nowhere',
    ],
  ])('%s is refused', async (_, schemas, says) => {
    expect((await complaintsIn(load(documentOf(schemas))))[0]).toContain(says);
  });

  it('an operationId twice is refused', async () => {
    const operation = { operationId: 'a', responses: {} };
    const complaints = await complaintsIn(
      load(documentOf({ A: {} }, { paths: { '/a': { get: operation, put: operation } } })),
    );
    expect(complaints).toEqual([
      expect.stringMatching(/#\/paths\/~1a\/put\/operationId is the operationId `a`/),
    ]);
  });

  it('an unknown security scheme is refused', async () => {
    const [complaint] = await complaintsIn(load(documentOf({ A: {} }, { security: [{ token: [] }] })));
    expect(complaint).toContain('#/security/0/token names the security scheme `token`');
  });

  it('aliases within reason is read, each use a value of its own', async () => {
    const text = `${head}components: {schemas: {A: &a {type: string}, B: {properties: {c: *a}}}}`;
    expect((await load(text)).document.components).toEqual({
      schemas: { A: { type: 'string' }, B: { properties: { c: { type: 'string' } } } },
    });
  });

  it('schemas that use each other twice over and over is read without multiplying them', async () => {
    const twice = (i: number): JsonObject => ({ properties: { a: ref(i + 1), b: ref(i + 1) } });
    const rows = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`A${i}`, i < 59 ? twice(i) : {}]));
    for (const openapi of ['3.0.3', '3.1.0'])
      expect(await complaintsIn(load(documentOf({ A: ref(0), ...rows }, { openapi })))).toEqual([]);
  });

  it('names such as __proto__ is read with them as names like any', async () => {
    const schema =
      '{properties: {__proto__: {type: integer}, constructor: {$ref: "#/components/schemas/__proto__"}}}';
    const contract = await load(`${head}components: {schemas: {__proto__: {maxLength: 3}, A: ${schema}}}`);
    const { schemas } = contract.document.components as { schemas: JsonObject };
    expect(Object.keys(schemas)).toEqual(['__proto__', 'A']);
    expect(Object.getPrototypeOf(schemas)).toBe(Object.prototype);
    expect(contract.locate('#/components/schemas/__proto__/maxLength').line).toBe(4);
    expect({}).not.toHaveProperty('maxLength');
    expect(
      contract.validator('#/components/schemas/A', 'request')(JSON.parse('{"__proto__": "x"}')),
    ).toHaveLength(1);
  });
});
