import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { findListParameters, listResponseProperties } from '../../../../spec/openapi/list-parameters.ts';
import { loadDocument } from '../create-document.ts';

const item: Json = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    language: { type: 'string' },
    size: { type: 'integer' },
    secret: { type: 'string', writeOnly: true },
  },
};

/** Recognizes the query parameters of a list whose response has this schema. */
async function recognize(
  parameters: JsonObject,
  schema: Json = { type: 'object', properties: { items: { type: 'array', items: item } } },
) {
  const response = { description: 'OK', content: { 'application/json': { schema } } };
  const query = Object.entries(parameters).map(([name, one]) => ({ name, in: 'query', schema: one }));
  const { operations } = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: { '/a': { get: { operationId: 'a', parameters: query, responses: { 200: response } } } },
  });
  const [operation] = operations;
  if (!operation) throw new Error('no operation');
  return operation;
}

async function listNames(parameters: JsonObject, schema?: Json) {
  const { sort, filters, firstPage, bounds, ...others } = findListParameters(
    await recognize(parameters, schema),
  );
  return {
    ...Object.fromEntries(Object.entries(others).map(([role, { name }]) => [role, name])),
    ...(sort && { sort: sort.parameter.name, values: sort.values }),
    ...(firstPage !== undefined && { firstPage }),
    filters: filters.map(({ name }) => name),
    ...(bounds.length > 0 && {
      bounds: bounds.map(({ name, side, property, margin }) => `${name}: ${side} ${property} ${margin}`),
    }),
  };
}

const integer: Json = { type: 'integer' };
const text: Json = { type: 'string' };

describe('findListParameters', () => {
  it.each([
    ['limit', 'limit', integer],
    ['limit', 'page_size', integer],
    ['limit', 'perPage', { anyOf: [{ type: 'integer' }, { type: 'null' }] }],
    ['page', 'page', integer],
    ['offset', 'skip', integer],
    ['cursor', 'pageToken', text],
  ])('recognizes %s by the name %s', async (role, name, schema) => {
    expect(await listNames({ [name]: schema })).toEqual({ [role]: name, filters: [] });
  });

  it.each([
    ['limit', text],
    ['page', text],
    ['cursor', integer],
    ['sort', text],
    ['limits', integer],
  ])('does not recognize %s of another type or name', async (name, schema) => {
    expect(await listNames({ [name]: schema })).toEqual({ filters: [] });
  });

  it('lists the values of `sort`, which may be an array', async () => {
    const values = { type: 'string', enum: ['name', '-name'] };
    const expected = { sort: 'sort', values: ['name', '-name'], filters: [] };
    expect(await listNames({ sort: values })).toEqual(expected);
    expect(await listNames({ sort: { type: 'array', items: values } })).toEqual(expected);
  });

  it.each([
    [{ type: 'integer', minimum: 0 }, 0],
    [{ type: 'integer', minimum: 0, default: 1 }, 1],
    [{ type: 'integer' }, undefined],
  ])('finds the first page of %j', async (schema, expected) => {
    expect((await listNames({ page: schema })).firstPage).toBe(expected);
  });

  it('recognizes filters by the properties of the items, and no parameter twice', async () => {
    const parameters = { language: { type: 'array', items: text }, id: integer, size: integer, other: text };
    expect(await listNames(parameters)).toEqual({ limit: 'size', filters: ['language', 'id'] });
    expect(await listNames({ language: text }, { type: 'array', items: item })).toMatchObject({
      filters: ['language'],
    });
    expect(await listNames({ language: text }, { type: 'array', items: true })).toMatchObject({
      filters: [],
    });
  });
});

describe('listResponseProperties', () => {
  it('lists the properties of a response without those that only requests have', async () => {
    expect(listResponseProperties(await recognize({}, item))).toEqual(['id', 'language', 'size']);
  });
});
