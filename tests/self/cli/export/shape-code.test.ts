import { describe, expect, test } from 'vitest';
import { renderTest } from '../../../../cli/export/render-test.ts';
import { type ShapeCode, writeShape } from '../../../../cli/export/shape-code.ts';
import { createOperationModel, type OperationModel } from '../../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createDocument, loadDocument } from '../../spec/create-document.ts';

/** The model of an operation with this schema for its 200 response, and with the schemas `Cat` and `Dog`. */
async function createResponseModel(schema: JsonObject): Promise<OperationModel> {
  const contract = await loadDocument(createDocument({ A: schema, ...pets }));
  const [operation] = contract.operations;
  if (!operation) throw new Error('the document has no operation');
  return createOperationModel(contract, operation, false);
}

/** Writes the check of the clause whose id ends with this name. */
async function write(schema: JsonObject, clause: string) {
  const model = await createResponseModel(schema);
  const id = model.clauses.find((each) => each.id.endsWith(clause))?.id ?? 'none';
  return { model, shape: writeShape(model, id) };
}

const run = async (schema: JsonObject, clause: string, body: Json, status = 200): Promise<string> =>
  runShape((await write(schema, clause)).shape, body, status);

/** Runs an exported test with a response. Returns its error message, or 'passes'. */
async function runShape(shape: ShapeCode | undefined, body: Json, status = 200): Promise<string> {
  if (!shape) return 'unsupported';
  const code = renderTest({
    ...{ comment: [], clause: 'id', title: 'the clause', target: 'http://localhost' },
    request: {
      ...{
        lines: ['const response = await fetch(target, {});'],
        method: "'GET'",
        path: "'/'",
        variables: [],
      },
    },
    check: { by: 'shape', shape },
  });
  let running: Promise<void> | undefined;
  const execute = new Function('test', 'expect', 'fetch', code.replace(/^import .*$/gm, ''));
  const define = (_: string, body: () => Promise<void>) => {
    running = body();
  };
  execute(define, expect, async () => Response.json(body, { status }));
  try {
    await running;
    return 'passes';
  } catch (error) {
    return (error as Error).message;
  }
}

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});
const pets: JsonObject = {
  Cat: object({ kind: { type: 'string' }, lives: { type: 'integer' } }, { required: ['kind'] }),
  Dog: object({ kind: { type: 'string' }, lives: { type: 'string' } }, { required: ['kind'] }),
};
const property = (schema: JsonObject): JsonObject => object({ a: schema });

/** A clause, and bodies that meet and violate it. */
type Row = [clause: string, schema: JsonObject, meeting: Json[], violating: Json[]];

const rows: Row[] = [
  ['/a:type', property({ type: 'string' }), [{ a: '' }, {}], [{ a: null }, { a: 1 }]],
  ['/a:type', property({ type: ['integer', 'null'] }), [{ a: 1 }, { a: null }], [{ a: 1.5 }, { a: [] }]],
  ['/a:type', property({ type: 'object' }), [{ a: {} }], [{ a: [] }, { a: null }]],
  ['/a:type', property({ type: 'boolean' }), [{ a: false }], [{ a: 0 }]],
  ['/a:type', property({ type: 'number' }), [{ a: 1.5 }], [{ a: '1' }]],
  ['/a:type', property({ type: 'array' }), [{ a: [] }], [{ a: {} }]],
  ['/a:enum', property({ enum: ["it's", 1, null] }), [{ a: "it's" }, { a: null }], [{ a: '1' }, { a: 2 }]],
  ['/a:const', property({ const: 'x' }), [{ a: 'x' }], [{ a: 'X' }]],
  [
    '/a:format',
    property({ type: 'string', format: 'uuid' }),
    [{ a: '00000000-0000-0000-0000-000000000000' }, { a: 1 }],
    [{ a: '00000000-0000-0000-0000-00000000000' }],
  ],
  ['/a:pattern', property({ type: 'string', pattern: "^[a-z']\\d$" }), [{ a: "'1" }], [{ a: 'A1' }]],
  ['/a:minLength', property({ type: 'string', minLength: 2 }), [{ a: 'ab' }, { a: 1 }], [{ a: '😀' }]],
  ['/a:maxLength', property({ type: 'string', maxLength: 1 }), [{ a: '😀' }], [{ a: 'ab' }]],
  ['/a:minimum', property({ type: 'number', minimum: 2 }), [{ a: 2 }, { a: '1' }], [{ a: 1.9 }]],
  ['/a:maximum', property({ type: 'number', maximum: 2 }), [{ a: 2 }], [{ a: 2.1 }]],
  ['/a:exclusiveMinimum', property({ type: 'number', exclusiveMinimum: 2 }), [{ a: 2.1 }], [{ a: 2 }]],
  ['/a:exclusiveMaximum', property({ type: 'number', exclusiveMaximum: 2 }), [{ a: 1.9 }], [{ a: 2 }]],
  ['/a:minItems', property({ type: 'array', minItems: 1 }), [{ a: [1] }, { a: '' }], [{ a: [] }]],
  ['/a:maxItems', property({ type: 'array', maxItems: 1 }), [{ a: [1] }], [{ a: [1, 2] }]],
  ['/a:minProperties', property({ type: 'object', minProperties: 1 }), [{ a: { b: 1 } }], [{ a: {} }]],
  ['/a:maxProperties', property({ type: 'object', maxProperties: 0 }), [{ a: {} }], [{ a: { b: 1 } }]],
  ['/a:required', object({ a: {} }, { required: ['a'] }), [{ a: null }], [{}, { b: 1 }]],
  ['/a:anyOf', property({ anyOf: [{ type: 'string' }, { type: 'null' }] }), [{ a: null }], [{ a: 1 }]],
  [
    '/a@string:minLength',
    property({ oneOf: [{ type: 'string', minLength: 1 }, { type: 'null' }] }),
    [{ a: null }, { a: 'x' }],
    [{ a: '' }],
  ],
  [
    '/a/-/b:type',
    property({ type: 'array', items: object({ b: { type: 'string' } }) }),
    [{ a: [{ b: '' }, {}] }, {}],
    [{ a: [{ b: '' }, { b: 1 }] }],
  ],
  ['/a:minimum', object({}, { allOf: [property({ minimum: 2 })] }), [{ a: 2 }], [{ a: 1 }]],
];

describe.each(rows)('the test of %s for %j', (clause, schema, meeting, violating) => {
  test('passes exactly for bodies that meet the clause', async () => {
    const { shape } = await write(schema, clause);
    for (const body of meeting) expect(await runShape(shape, body)).toBe('passes');
    for (const body of violating) expect(await runShape(shape, body)).toContain('the clause');
  });
});

const union: JsonObject = {
  oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
};
const tagged: JsonObject = { ...union, discriminator: { propertyName: 'kind' } };

test('a discriminator selects the values that a clause is about', async () => {
  expect(await run(tagged, '@Cat/lives:type', { kind: 'Cat', lives: 9 })).toBe('passes');
  expect(await run(tagged, '@Cat/lives:type', { kind: 'Cat', lives: '9' })).toContain('the clause');
  expect(await run(tagged, '@Cat/lives:type', { kind: 'Dog', lives: '9' })).toContain(
    'cannot be judged: no value belongs to the branch',
  );
});

test('another status, and an empty list, show nothing', async () => {
  const list = { type: 'array', items: { type: 'string' } };
  expect(await run(list, '200/-:type', [])).toContain('cannot be judged: the list has no items');
  expect(await run(list, '200/-:type', [], 401)).toContain('cannot be judged: status 401');
});

test.each<[string, string, JsonObject]>([
  ['a branch that only validation selects', 'lives:type', union],
  [
    'a format that is more than a regular expression',
    '/a:format',
    property({ type: 'string', format: 'date-time' }),
  ],
  ['items after a prefix', '/a/-:type', property({ prefixItems: [{}], items: { type: 'string' } })],
  ['an enum of objects', '/a:enum', property({ enum: [{ b: 1 }] })],
  ['a list without equal items', '/a:uniqueItems', property({ uniqueItems: true })],
])('%s is left to the package', async (_, clause, schema) => {
  const { model, shape } = await write(schema, clause);
  expect(model.clauses.some(({ id }) => id.endsWith(clause))).toBe(true);
  expect(shape).toBeUndefined();
});
