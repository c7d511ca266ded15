import { describe, expect, it } from 'vitest';
import type { SingleUsePart } from '../../../../plan/acceptance-search.ts';
import {
  generatePart,
  getPart,
  listSingleUseCandidates,
  withPart,
} from '../../../../plan/cases/single-use.ts';
import type { Json } from '../../../../spec/json.ts';
import { listIdempotencyKeys } from '../../../../spec/openapi/idempotency-key.ts';
import { emptyMessage, type RequestMessage } from '../../../../spec/openapi/request-message.ts';
import { createGetContext } from '../create-get-context.ts';
import { createContext, createExchange, createValidator } from '../library.ts';
import { createCase } from '../schedule/create-case.ts';

const books = await createContext('books:create');
const parameter = (name: string, location: string, schema: Json = { type: 'string' }): Json => ({
  ...{ name, in: location, required: location === 'path', schema },
});

it.each<[Json[], string[]]>([
  [[parameter('Idempotency-Key', 'header')], ['Idempotency-Key']],
  [[parameter('x-idempotencykey', 'header')], ['x-idempotencykey']],
  [[parameter('Idempotency-Key', 'query')], []],
  [[parameter('X-Key', 'header')], []],
  [[parameter('X-A', 'header'), parameter('Idempotency-Key', 'header')], ['Idempotency-Key']],
])('of the parameters %j, the idempotency keys are %j', async (parameters, names) => {
  const { model } = await createGetContext('/books', parameters);
  expect(listIdempotencyKeys(model.operation).map(({ name }) => name)).toEqual(names);
});

describe('the parts because of which a repeated request may be rejected', () => {
  const body = { pages: 7, title: 'Emma', sold: true, authors: [{ name: 'Jane' }], note: null };
  const parameters = [parameter('shelf', 'path'), parameter('isbn', 'path'), parameter('q', 'query')];
  const list = async (text: string, message: Partial<RequestMessage>, path = '/s/{shelf}/b/{isbn}') => {
    const context = await createGetContext(path, path.includes('{') ? parameters : []);
    const rejection = createExchange(1, createCase('a'), { status: 409, json: text });
    return listSingleUseCandidates(context, { ...emptyMessage, ...message }, rejection).map(
      (part) => `${part.in} ${part.name}`,
    );
  };

  it.each<[string, string[]]>([
    ['', ['path isbn', 'body /title', 'body /authors/0/name', 'body /pages']],
    ['the name is taken', ['body /authors/0/name', 'path isbn', 'body /title', 'body /pages']],
    ['there is already an Emma', ['body /title', 'path isbn', 'body /authors/0/name', 'body /pages']],
    ['title, pages', ['body /title', 'body /pages', 'path isbn', 'body /authors/0/name']],
  ])('after %j are %j', async (text, parts) => {
    expect(await list(text, { body })).toEqual(parts);
  });

  it.each<[string, string]>([
    ['Emma', 'body /title'],
    ['Eva', 'path isbn'], // a response may contain such a short text by chance
  ])('begin with %s if the response quotes it: %s', async (title, first) => {
    expect((await list(`there is already ${title}`, { body: { title } }))[0]).toBe(first);
  });

  it('are those that the request has', async () => {
    expect(await list('title', {})).toEqual(['path isbn']);
    expect(await list('title', { body }, '/books')).toEqual([
      ...['body /title', 'body /authors/0/name', 'body /pages'],
    ]);
  });
});

describe('a part of a message', () => {
  const message: RequestMessage = {
    ...emptyMessage,
    path: { isbn: '1' },
    header: { Key: 'k' },
    body: { title: 'Emma', tags: ['a', 'b'] },
  };
  it.each<[SingleUsePart, Json | undefined]>([
    [{ in: 'path', name: 'isbn' }, '1'],
    [{ in: 'path', name: 'title' }, undefined],
    [{ in: 'header', name: 'Key' }, 'k'],
    [{ in: 'body', name: '/title' }, 'Emma'],
    [{ in: 'body', name: '/tags/1' }, 'b'],
    [{ in: 'body', name: '/genre' }, undefined],
  ])('%j is %j, and can be replaced', (part, value) => {
    expect(getPart(message, part)).toEqual(value);
    expect(getPart({ ...emptyMessage }, part)).toBeUndefined();
    const changed = withPart(message, part, 'new');
    if (part.in === 'body' && value === undefined) expect(changed).toBeUndefined();
    else expect(changed && getPart(changed, part)).toBe('new');
    expect(part.in === 'body' && withPart(emptyMessage, part, 'new')).toBe(part.in === 'body' && undefined);
  });
});

describe('another value of a part', () => {
  const message: RequestMessage = { ...emptyMessage, body: { title: 'Emma', genre: 'novel', pages: 3 } };
  const generate = (part: SingleUsePart, position: number, isUsed: (value: Json) => boolean = () => false) =>
    generatePart(books, message, part, position, isUsed);

  it('is valid in the body, was not sent, and differs between positions', () => {
    const validate = createValidator('Book');
    const title: SingleUsePart = { in: 'body', name: '/title' };
    const values = Array.from({ length: 20 }, (_, position) => generate(title, position));
    for (const value of values) expect(validate({ title: value, genre: 'novel' })).toBe(true);
    expect(new Set(values).size).toBeGreaterThan(15);
    const [first] = values;
    expect(generate(title, 0, (value) => value === first)).not.toBe(first);
    expect(generate(title, 0)).toBe(first);
  });

  it('is undefined if every valid value was sent, or the message lacks the part', () => {
    const genre: SingleUsePart = { in: 'body', name: '/genre' };
    expect(generate(genre, 0, (value) => value === 'novel')).toBe('poetry');
    expect(generate(genre, 0, () => true)).toBeUndefined();
    expect(generate({ in: 'body', name: '/homepage' }, 0)).toBeUndefined();
    expect(generate({ in: 'header', name: 'Key' }, 0)).toBeUndefined();
  });

  it('is a long one, as others may send the short ones', () => {
    const lengths = Array.from(
      { length: 20 },
      (_, position) => String(generate({ in: 'body', name: '/title' }, position)).length,
    );
    expect(Math.min(...lengths)).toBeGreaterThan(5);
  });

  it.each([
    ['Emma', 'Emma-x1n3'],
    ['emma@b.example', 'emma-x1n3@b.example'],
    ['', undefined],
  ])('extends the text %j to %j', (title, expected) => {
    const own = { ...emptyMessage, body: { title, genre: 'novel' } };
    const part: SingleUsePart = { in: 'body', name: '/title', isExtended: true };
    expect(generatePart(books, own, part, 3, () => false)).toBe(expected);
    expect(generatePart(books, own, part, 3, () => true)).toBeUndefined();
  });

  it('is not extended if that makes it invalid', () => {
    expect(generate({ in: 'body', name: '/genre', isExtended: true }, 1)).toBeUndefined();
  });

  it('of a parameter is one of its schema', async () => {
    const context = await createGetContext('/books', [parameter('Key', 'header', { enum: ['a', 'b'] })]);
    const create = (name: string, isUsed: (value: Json) => boolean) =>
      generatePart(context, emptyMessage, { in: 'header', name }, 0, isUsed);
    expect(create('Key', (value) => value === 'a')).toBe('b');
    expect(create('Other', () => false)).toBeUndefined();
  });
});
