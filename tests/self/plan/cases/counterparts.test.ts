import { describe, expect, it } from 'vitest';
import { createAlternative, createCounterpart } from '../../../../plan/cases/counterparts.ts';
import type { Json, JsonObject } from '../../../../spec/json.ts';
import { createContext } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

/** The value in the counterpart of a request whose property `title` has a feature. */
async function replace(
  feature: string,
  title: JsonObject,
  value: Json,
  create = createCounterpart,
): Promise<Json | undefined> {
  const Book = { type: 'object', properties: { title } };
  const context = await createContext('books:create', { schemas: { Book } });
  const sent = createCase('sent', {
    ...{ kind: 'valid', covers: [`books:create/request/title:accepts-${feature}`] },
    request: { ...createCase('plain').request, body: { json: { title: value } } },
  });
  const body = create(context, sent)?.request.body;
  return body && 'json' in body ? (body.json as JsonObject).title : undefined; // the body is an object
}

describe('the counterpart of a value', () => {
  it.each<[string, JsonObject, Json, Json | undefined]>([
    ['minimum', { type: 'integer', minimum: 3 }, 3, 4],
    ['maximum', { type: 'integer', maximum: 9 }, 9, 8],
    ['maximum', { type: 'number', minimum: 0, maximum: 1 }, 1, 0.5],
    ['minimum', { type: 'integer', minimum: 10, multipleOf: 5 }, 10, 15],
    ['minimum', { type: 'integer', minimum: 3, maximum: 3 }, 3, undefined],
    ['longest', { type: 'string', maxLength: 3 }, 'ab😀', 'ab'],
    ['shortest', { type: 'string', minLength: 1 }, '😀', '😀😀'],
    ['shortest', { type: 'string', minLength: 0 }, '', 'a'],
    ['longest', { type: 'string', minLength: 3, maxLength: 3 }, 'abc', undefined],
    ['most-items', { type: 'array', maxItems: 2 }, [1, 2], [1]],
    [
      'any-offset',
      { type: 'string', format: 'date-time' },
      '2031-05-07T03:30:00+05:30',
      '2031-05-06T22:00:00.000Z',
    ],
    ['leap-day', { type: 'string', format: 'date' }, '2028-02-29', '2028-02-28'],
    ['plus-sign', { type: 'string', format: 'email' }, 'ada+tag@example.com', 'ada.tag@example.com'],
    ['any-character', { type: 'string' }, 'Duneé漢', 'Duneaa'],
  ])('with the feature %s of %j: %j becomes %j', async (feature, title, value, expected) => {
    expect(await replace(feature, title, value)).toEqual(expected);
  });
});

describe('the counterpart of a null', () => {
  it.each<[string, JsonObject, Json | undefined]>([
    ['the request without the property', {}, { pages: 9 }],
    ['undefined if the property is required', { required: ['title'] }, undefined],
    ['undefined if the request is not valid without it', { minProperties: 2 }, undefined],
  ])('is %s', async (_, limits, expected) => {
    const properties = { title: { type: ['string', 'null'] }, pages: {} };
    const context = await createContext('books:create', {
      schemas: { Book: { type: 'object', properties, ...limits } },
    });
    const sent = createCase('sent', {
      ...{ kind: 'valid', covers: ['books:create/request/title:accepts-null'] },
      request: { ...createCase('plain').request, body: { json: { title: null, pages: 9 } } },
    });
    const body = createCounterpart(context, sent)?.request.body;
    expect(body && 'json' in body ? body.json : undefined).toEqual(expected);
  });
});

describe('an alternative to a value', () => {
  it.each<[string, JsonObject, Json, Json | undefined]>([
    ['longest', { type: 'string', maxLength: 4 }, 'az9 ', 'ba9 '],
    ['longest', { type: 'string', maxLength: 3 }, '東京😀', 'b京😀'],
    ['shortest', { type: 'string', minLength: 1 }, 'y', 'z'],
    ['shortest', { type: 'string', minLength: 1, pattern: '^y' }, 'y', undefined],
    ['plus-sign', { type: 'string', format: 'email' }, 'ada+tag@example.com', 'beb+ubh@example.com'],
    ['any-offset', { type: 'string', format: 'date-time' }, '2031-05-07T03:30:00+05:30', undefined],
    ['leap-day', { type: 'string', format: 'date' }, '2028-02-29', undefined],
    ['maximum', { type: 'integer', maximum: 9 }, 9, undefined],
  ])('with the feature %s of %j: %j becomes %j', async (feature, title, value, expected) => {
    expect(await replace(feature, title, value, createAlternative)).toEqual(expected);
  });
});
