import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  invalidJsonSchema,
  type JsonSchema,
  jsonSchema,
  NoInvalidValue,
  openapi,
  UnsupportedSchema,
} from '../../../library/arbitraries.ts';
import { judgeExchange, loadContract } from '../../../library/index.ts';
import type { Json } from '../../../spec/json.ts';

const schemas: readonly (readonly [name: string, schema: JsonSchema])[] = [
  ['a string', { type: 'string', minLength: 2 }],
  ['an object', { type: 'object', required: ['a'], properties: { a: { type: 'integer', readOnly: true } } }],
  [
    'references to definitions',
    {
      $ref: '#/$defs/a',
      $defs: { a: { type: 'array', items: { $ref: '#/$defs/b' } }, b: { enum: [1, null] } },
    },
  ],
  [
    'a recursive schema',
    { type: 'object', additionalProperties: false, properties: { next: { $ref: '#' } } },
  ],
  ['values that look like references', { const: { $ref: '#/nowhere', readOnly: true } }],
  [
    'a property named readOnly',
    { required: ['readOnly'], properties: { readOnly: { type: 'null' } }, type: 'object' },
  ],
];

describe.each(schemas)('%s', (_, schema) => {
  const validate = new Ajv2020({ strict: false }).compile(schema);

  test('jsonSchema generates valid values', async () => {
    fc.assert(fc.property(await jsonSchema(schema), (value) => validate(value)));
  });

  test('invalidJsonSchema generates invalid values', async () => {
    fc.assert(fc.property(await invalidJsonSchema(schema), (value) => !validate(value)));
  });
});

test('a schema without valid or invalid values is an error', async () => {
  await expect(jsonSchema(false)).rejects.toThrow(UnsupportedSchema);
  await expect(invalidJsonSchema(true)).rejects.toThrow(NoInvalidValue);
});

describe('openapi', async () => {
  const contract = await loadContract();
  const operation = 'customer-sessions:create';
  const { request, invalidRequest, response } = openapi(contract);
  const [created] = contract.operations;
  const pointer = created?.body?.content[0]?.schemaPointer ?? '#';
  const isValid = (body: unknown) => contract.getValidator(pointer, 'request')(body).length === 0;

  test('generates requests that the contract allows, and such that it does not allow', () => {
    fc.assert(fc.property(request(operation), ({ message }) => isValid(message.body)));
    const requests = fc.sample(invalidRequest(operation), 50);
    for (const { message, body, clauses } of requests) {
      expect(isValid(message.body)).toBe(false);
      expect(JSON.parse(String(body))).toEqual(message.body);
      expect(clauses[0]).toContain(operation);
    }
  });

  test('generates responses that judgeExchange passes', () => {
    const sent = { method: 'POST', url: '/v1/customer-sessions/' };
    const judge = (body: Json) => judgeExchange(contract, { request: sent, response: { status: 201, body } });
    const shape = ({ clause }: { clause: string }) => clause.includes('/201/');
    fc.assert(fc.property(response(operation, 201), (body) => !judge(body).failures.some(shape)));
  });

  test('generates parameters that are invalid as text, or absent', async () => {
    const lamps = openapi(await loadContract('docs/examples/openapi.yaml'));
    for (const { path } of fc.sample(lamps.invalidRequest('getLamp'), 30))
      expect(path).not.toMatch(/^\/lamps\/[1-9]\d*$/);
    for (const { path } of fc.sample(lamps.request('GET /lamps/{id}'), 30))
      expect(path).toMatch(/^\/lamps\/[1-9]\d*/);
    expect(() => lamps.response('getLamp', 404)).toThrow(/no JSON response 404/);
    expect(() => lamps.request('getLmap')).toThrow(/Did you mean getLamp/);
  });
});
