import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { createDocument, listDefects, loadDocument } from './create-document.ts';

const head =
  'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: d}}}}}\n';
const bomb = (width: number, depth: number): string =>
  Array.from({ length: depth }, (_, i) => `x-${i}: &a${i} [${Array(width).fill(i ? `*a${i - 1}` : 1)}]`).join(
    '\n',
  );
const nested = (open: string, close: string): string => `x-a: ${open.repeat(10_000)}1${close.repeat(10_000)}`;
const ref = (i: number): JsonObject => ({ $ref: `#/components/schemas/A${i}` });

/** Texts that are not OpenAPI documents or are malicious, with the first defect reported. */
const rejected: [description: string, text: string, defect: RegExp][] = [
  ['nothing', '', /^1 # is not an object/],
  ['a list', '[1]', /^1 # is not an object/],
  ['Swagger 1.2', 'swagger: "1.2"', /^1 # is Swagger "1.2": only 2.0 is supported/],
  ['OpenAPI 4', head.replace('3.1.0', '4.0.0'), /^1 # is OpenAPI "4.0.0"/],
  ['a version that is a number', head.replace('3.1.0', '3.1'), /^1 # is OpenAPI 3.1:/],
  ['no paths', 'openapi: 3.1.0\ninfo: {title: t, version: "1"}', /^1 # has no paths/],
  ['broken YAML', `${head}x-a: [1\nx-b: 2`, /^\d # is not YAML/],
  ['two documents', `${head}---\na: 1`, /^4 # is a second document/],
  ['a duplicate name', `${head}x-a: {b: 1, b: 2}`, /^4 #\/x-a has the name `b` twice/],
  ['a value that is not JSON', `${head}x-a:\n  - .nan`, /^5 #\/x-a\/0 is not a JSON value/],
  ['a name that is not a string', `${head}x-a: {[b]: 1}`, /^4 #\/x-a has a name that is not a string/],
  [
    'aliases that explode',
    `${head}${bomb(10, 9)}`,
    /^\d+ #\/x-.* has aliases that expand to more than 100000 values/,
  ],
  ['an alias in itself', `${head}x-a: &a [*a]`, /^4 #\/x-a\/0 has the alias `\*a`, which contains itself/],
  [
    'an alias of an undefined anchor',
    `${head}x-a: *a`,
    /^4 #\/x-a has the alias `\*a` of an undefined anchor/,
  ],
  ['deep lists', head + nested('[', ']'), /^4 # is nested more than 500 levels deep/],
  ['deep objects', head + nested('{a: ', '}'), /^4 # is nested more than 500 levels deep/],
  ['too long a text', `${head}#${'x'.repeat(11 * 1024 * 1024)}`, /^1 # is longer than 10 MiB/],
  ['a path that is null', head.replace(/\{get.*/, 'null}'), /^3 #\/paths\/~1a must be object/],
];

describe('a document with', () => {
  it.each(rejected)('%s is rejected', async (_, text, defect) => {
    const [first] = await listDefects(loadDocument(text));
    expect(first).toMatch(defect);
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown type', { A: { type: 'strnig' } }, '#/components/schemas/A/type must be equal to one of'],
    [
      'a negative length',
      { A: { properties: { b: { minLength: -1 } } } },
      '/properties/b/minLength must be >= 0',
    ],
    [
      'a mapping to a missing schema',
      { A: { discriminator: { propertyName: 'b', mapping: { b: 'B' } } } },
      'mapping/b maps to B, which does not exist',
    ],
  ])('%s is rejected', async (_, schemas, message) => {
    expect((await listDefects(loadDocument(createDocument(schemas))))[0]).toContain(message);
  });

  it('a duplicate operationId leaves the second operation unusable', async () => {
    const operation = { operationId: 'a', responses: {} };
    const { operations } = await loadDocument(
      createDocument({ A: {} }, { paths: { '/a': { get: operation, put: operation } } }),
    );
    expect(operations[1]?.defects).toMatchObject([
      {
        schemaPointer: '#/paths/~1a/put/operationId',
        description: 'repeats the operationId `a` of #/paths/~1a/get',
      },
    ]);
  });

  it('an undefined security scheme is rejected', async () => {
    const [defect] = await listDefects(
      loadDocument(createDocument({ A: {} }, { security: [{ token: [] }] })),
    );
    expect(defect).toContain('#/security/0/token requires the security scheme `token`');
  });

  it('few aliases is loaded, with a separate value for each alias', async () => {
    const text = `${head}components: {schemas: {A: &a {type: string}, B: {properties: {c: *a}}}}`;
    expect((await loadDocument(text)).document.components).toEqual({
      schemas: { A: { type: 'string' }, B: { properties: { c: { type: 'string' } } } },
    });
  });

  it('60 schemas that each use the next one twice is loaded without expanding them', async () => {
    const useTwice = (i: number): JsonObject => ({ properties: { a: ref(i + 1), b: ref(i + 1) } });
    const schemas = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`A${i}`, i < 59 ? useTwice(i) : {}]),
    );
    for (const openapi of ['3.0.3', '3.1.0'])
      expect(await listDefects(loadDocument(createDocument({ A: ref(0), ...schemas }, { openapi })))).toEqual(
        [],
      );
  });

  it('names such as __proto__ is loaded with them as ordinary names', async () => {
    const schema =
      '{properties: {__proto__: {type: integer}, constructor: {$ref: "#/components/schemas/__proto__"}}}';
    const contract = await loadDocument(
      `${head}components: {schemas: {__proto__: {maxLength: 3}, A: ${schema}}}`,
    );
    const { schemas } = contract.document.components as { schemas: JsonObject };
    expect(Object.keys(schemas)).toEqual(['__proto__', 'A']);
    expect(Object.getPrototypeOf(schemas)).toBe(Object.prototype);
    expect(contract.locate('#/components/schemas/__proto__/maxLength').line).toBe(4);
    expect({}).not.toHaveProperty('maxLength');
    expect(
      contract.getValidator('#/components/schemas/A', 'request')(JSON.parse('{"__proto__": "x"}')),
    ).toHaveLength(1);
  });
});
