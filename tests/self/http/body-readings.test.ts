import { describe, expect, it } from 'vitest';
import { listBodyReadings } from '../../../http/parse/body-readings.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';

/** Whether a server may read a valid value from the body. */
async function mayBeValid(
  type: string,
  schema: JsonObject,
  body: Json,
  encoding: Json = {},
): Promise<boolean> {
  const document: Json = {
    openapi: '3.1.1',
    info: { title: 'Bodies', version: '1' },
    paths: {
      '/': {
        post: {
          operationId: 'send',
          requestBody: { content: { [type]: { schema, encoding } } },
          responses: { 200: { description: 'OK' } },
        },
      },
    },
  };
  const contract = await loadContract({ file: 'bodies.yaml', text: JSON.stringify(document) });
  const [operation] = contract.operations;
  const request = operation && createOperationModel(contract, operation, false).request;
  const media = operation?.body?.content[0];
  if (!request || !media) throw new Error('the document has no body');
  const validate = contract.getValidator(request.schemaPointer, 'request');
  const readings = listBodyReadings(request, media, body);
  return readings === undefined || readings.some((reading) => validate(reading).length === 0);
}

const form = 'application/x-www-form-urlencoded';
const parts = 'multipart/form-data';
const schema: JsonObject = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string', minLength: 1 },
    pages: { type: 'integer', minimum: 1 },
    tags: { type: 'array', minItems: 2, items: { type: 'string' } },
    size: { type: 'object', required: ['height'], properties: { height: { type: 'integer' } } },
  },
};

describe.each([form, parts])('a body of %s', (type) => {
  it.each<[string, Json, boolean]>([
    ['a number for a text', { title: 5 }, true],
    ['a text that spells a number', { title: 'Emma', pages: '3' }, true],
    ['an object for a text', { title: { a: 1 } }, true],
    ['a list of one text', { title: ['Emma'] }, true],
    ['an empty list, which is not sent', { title: 'Emma', tags: [] }, true],
    ['JSON for an object', { title: 'Emma', size: '{"height":3}' }, true],
    ['a text for a number', { title: 'Emma', pages: 'many' }, false],
    ['a number that is too small', { title: 'Emma', pages: 0 }, false],
    ['a list that is too short', { title: 'Emma', tags: ['one'] }, false],
    ['a missing name', { pages: 3 }, false],
    ['an incomplete object', { title: 'Emma', size: { width: 3 } }, false],
  ])('may be valid with %s: %j → %s', async (_, body, expected) => {
    expect(await mayBeValid(type, schema, body)).toBe(expected);
  });
});

it('keeps the types of a part that is JSON', async () => {
  const encoding: Json = { pages: { contentType: 'application/json' } };
  expect(await mayBeValid(parts, schema, { title: 'Emma', pages: null }, encoding)).toBe(false);
});

it('of a text is the text itself, or what it spells', async () => {
  const text: JsonObject = { type: 'string', minLength: 1 };
  expect(await mayBeValid('text/plain', text, null)).toBe(true);
  expect(await mayBeValid('text/plain', text, '')).toBe(false);
  expect(await mayBeValid('text/plain', { type: 'integer' }, 'seven')).toBe(false);
});

it('of JSON has no other readings', async () => {
  expect(await mayBeValid('application/merge-patch+json', schema, {})).toBe(true);
});

it('of a form has no field for null, which is left out', async () => {
  const optional: JsonObject = { type: 'object', properties: { pages: { type: 'integer' } } };
  expect(await mayBeValid(form, optional, { pages: null })).toBe(true);
  expect(await mayBeValid(form, { ...optional, required: ['pages'] }, { pages: null })).toBe(false);
  const nested: JsonObject = {
    type: 'object',
    properties: { size: { type: 'object', properties: { height: { type: 'integer' } } } },
  };
  const encoding = { size: { style: 'deepObject', explode: true } };
  expect(await mayBeValid(form, nested, { size: { height: null } }, encoding)).toBe(true);
  expect(await mayBeValid(form, nested, { size: { height: [{}] } }, encoding)).toBe(true);
  expect(await mayBeValid(form, nested, { size: { height: 'high' } }, encoding)).toBe(false);
});
