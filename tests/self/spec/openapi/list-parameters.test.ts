import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import {
  findListParameters,
  listEnvelopeProperties,
  listResponseProperties,
} from '../../../../spec/openapi/list-parameters.ts';
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
  const {
    sort,
    filters,
    firstPage,
    bounds: _,
    ...others
  } = findListParameters(await recognize(parameters, schema));
  return {
    ...Object.fromEntries(Object.entries(others).map(([role, { name }]) => [role, name])),
    ...(sort && { sort: sort.parameter.name, values: sort.values }),
    ...(firstPage !== undefined && { firstPage }),
    filters: filters.map(({ name }) => name),
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

describe('findListParameters recognizes the bound', () => {
  const time: Json = { type: 'string', format: 'date-time' };
  const date: Json = { type: 'string', format: 'date' };
  const sold: Json = {
    type: 'object',
    properties: {
      ...{ price: { type: 'number' }, stock: integer, created_at: time, updatedAt: time, name: text },
      ...{
        released_on: date,
        valid: time,
        valid_from: time,
        to: integer,
        tags: { type: 'array', items: integer },
      },
    },
  };
  const money: Json = { type: 'string', pattern: '^(0|[1-9][0-9]{0,8})\\.[0-9]{2}$' };
  const invoice: Json = {
    type: 'object',
    properties: {
      ...{
        netTotal: money,
        unit_price: money,
        list_price: money,
        code: { type: 'string', pattern: '^[0-9]+$' },
      },
      ...{ issueDate: date, dueDate: date, creation_date: time, shippedAt: time, paid: money },
    },
  };
  const listBounds = async (
    name: string,
    schema: Json,
    item: Json = sold,
    style?: string,
    description?: string,
  ) => {
    const content = { 'application/json': { schema: { type: 'array', items: item } } };
    const { operations } = await loadDocument({
      openapi: '3.1.0',
      info: { title: 'Small', version: '1' },
      paths: {
        '/a': {
          get: {
            parameters: [
              {
                name,
                in: 'query',
                schema,
                ...(style && { style, explode: true }),
                ...(description && { description }),
              },
            ],
            responses: { 200: { description: 'OK', content } },
          },
        },
      },
    });
    return operations
      .flatMap((operation) => findListParameters(operation).bounds)
      .map(({ name: own, side, property, margin, includes }) =>
        [`${own}: ${side} ${property} ${margin}`, includes ?? ''].join(' ').trim(),
      );
  };

  it.each<[name: string, schema: Json, expected: string]>([
    ['min_price', { type: 'number' }, 'lower price 0'],
    ['priceMax', { type: 'number' }, 'upper price 0'],
    ['price[gte]', { type: 'number' }, 'lower price 0 true'],
    ['stock__lt', integer, 'upper stock 0 false'],
    ['stock_from', integer, 'lower stock 0'],
    ['created_after', time, 'lower created_at 2000'],
    ['created_at.lte', time, 'upper created_at 2000 true'],
    ['updatedSince', { anyOf: [time, { type: 'null' }] }, 'lower updatedAt 2000'],
    ['until_updated_at', time, 'upper updatedAt 2000'],
    ['released_before', date, 'upper released_on 0'],
    ['created_before', date, 'upper created_at 172800000'],
    ['valid_until', time, 'upper valid 2000'],
  ])('%s %j', async (name, schema, expected) => {
    expect(await listBounds(name, schema)).toEqual([`${name}: ${expected}`]);
  });

  it.each<[name: string, schema: Json]>([
    ['min_price', integer],
    ['min_price', text],
    ['min_weight', { type: 'number' }],
    ['after_stock', integer],
    ['from_stock', integer],
    ['stock_after', integer],
    ['min_tags', integer],
    ['created', time],
    ['valid_from', time],
    ['max_stock', { type: 'array', items: integer }],
    ['since', time],
    ['max', integer],
    ['name_after', time],
  ])('and not %s %j', async (name, schema) => {
    expect(await listBounds(name, schema)).toEqual([]);
  });

  it.each<[name: string, schema: Json, expected: string]>([
    ['issuedFrom', date, 'lower issueDate 0'],
    ['issued_to', date, 'upper issueDate 0'],
    ['due_before', date, 'upper dueDate 0'],
    ['created_after', time, 'lower creation_date 2000'],
    ['ship_since', time, 'lower shippedAt 2000'],
    ['minTotal', money, 'lower netTotal 0'],
    ['max_total', { type: 'string', format: 'decimal' }, 'upper netTotal 0'],
    ['max_paid', money, 'upper paid 0'],
  ])('%s %j by a part or another form of the name of the property', async (name, schema, expected) => {
    expect(await listBounds(name, schema, invoice)).toEqual([`${name}: ${expected}`]);
  });

  it.each<[name: string, schema: Json]>([
    ['min_price', money],
    ['min_code', { type: 'string', pattern: '^[0-9]+$' }],
    ['minTotal', { type: 'number' }],
    ['minTotal', integer],
    ['sent_from', date],
    ['total_min', { type: 'string', pattern: '(' }],
  ])('and not %s %j of such a name', async (name, schema) => {
    expect(await listBounds(name, schema, invoice)).toEqual([]);
  });

  it.each<[description: string, expected: string[]]>([
    ['Only of this day or later.', ['day_from: lower issueDate 0 true']],
    ['At least this issue date', ['day_from: lower issueDate 0 true']],
    ['From this `issueDate`, exclusive', ['day_from: lower issueDate 0 false']],
    ['The `issueDate`, not inclusive', ['day_from: lower issueDate 0']],
    ['The `issueDate`, or the `dueDate`', []],
    ['Only newer ones.', []],
  ])('by the description %j', async (description, expected) => {
    const own: Json = description.includes('day or later')
      ? { type: 'object', properties: { issueDate: date, day: integer } }
      : invoice;
    const name = description.includes('day or later') ? 'issued_from' : 'day_from';
    const bounds = await listBounds(name, date, own, undefined, description);
    expect(bounds.map((bound) => bound.replace('issued_from', 'day_from'))).toEqual(expected);
  });

  it('of the only time', async () => {
    const item: Json = { type: 'object', properties: { at: time, name: text } };
    expect(await listBounds('since', time, item)).toEqual(['since: lower at 2000']);
    expect(await listBounds('from', time, item)).toEqual([]);
    expect(
      await listBounds('max_count', integer, { type: 'object', properties: { count: integer } }),
    ).toEqual([]);
  });

  it('in an object', async () => {
    const range = { type: 'object', properties: { from: time, to: time, zone: text } };
    const both = ['created[from]: lower created_at 2000', 'created[to]: upper created_at 2000'];
    expect(await listBounds('created', range, sold, 'deepObject')).toEqual(both);
    expect(await listBounds('created', range, sold, 'form')).toEqual([]);
    expect(await listBounds('created', { ...range, required: ['from', 'to'] }, sold, 'deepObject')).toEqual(
      [],
    );
    expect(await listBounds('removed', range, sold, 'deepObject')).toEqual([]);
  });
});

describe('listResponseProperties', () => {
  it('lists the properties of a response without those that only requests have', async () => {
    expect(listResponseProperties(await recognize({}, item))).toEqual(['id', 'language', 'size']);
  });

  it('has those of objects in it only as an envelope, and never those of items', async () => {
    const page = { type: 'object', properties: { total: integer, links: { type: 'object' } } };
    const schema = { type: 'object', properties: { data: { type: 'array', items: item }, meta: page } };
    const operation = await recognize({}, schema);
    expect(listResponseProperties(operation)).toEqual(['data', 'meta']);
    expect(listEnvelopeProperties(operation)).toEqual(['data', 'meta', 'total', 'links']);
  });
});
