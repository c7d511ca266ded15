import { describe, expect, it } from 'vitest';
import { createValuePool, type ValuePool } from '../../../plan/value-pool.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { mayCreate } from '../../../spec/openapi/path-names.ts';
import { createExchange } from './library.ts';
import { createCase } from './schedule/create-case.ts';

/** A pool with the values of one response. */
function collect(path: string, json: Json, status = 200): ValuePool {
  const pool = createValuePool();
  pool.collect(path, createExchange(1, createCase('a'), { status, json }));
  return pool;
}

describe('the value pool finds', () => {
  it.each<[string, string, Json]>([
    ['a resource', '/books', { id: 7 }],
    ['a list', '/books', [{ id: 7 }]],
    ['a list in an envelope', '/books', { items: [{ id: 7 }], total: 1 }],
    ['the only list of a response', '/books', { volumes: [{ id: 7 }], total: 1 }],
    ['an envelope in an envelope', '/books', { data: { results: [{ id: 7 }] } }],
    ['a resource within another', '/shelves', { name: 'A', books: [{ id: 7 }] }],
    ['a resource below another', '/shelves/{shelf}/books', { id: 7 }],
  ])('the id of a book in %s', (_, path, json) => {
    const pool = collect(path, json);
    expect(pool.find('book_id')).toEqual([7]);
    expect(pool.find('id', '/books/{id}')).toEqual([7]);
    expect(pool.find('author_id')).toEqual([]);
  });

  it.each(['/books/slug/{slug}', '/books/by-slug/{slug}', '/books/{slug}'])('the slug of %s', (path) => {
    expect(collect('/books', { id: 7, slug: 'emma' }).find('slug', path)[0]).toBe('emma');
  });

  it('a property whose name a parameter of another path has', () => {
    const pool = collect('/customers/', { items: [{ id: 7, external_id: 'usr', clientSecret: 'c' }] });
    expect(pool.find('external_id', '/customers/external/{external_id}')).toEqual(['usr']);
    expect(pool.find('client_secret', '/customers/client/{client_secret}')).toEqual(['c']);
    expect(pool.find('id', '/customers/x/orders/{id}')).toEqual([]);
  });

  it('a property whose name a parameter has, in any resource if it has several words', () => {
    const pool = collect('/books', { items: [{ book_id: 7, isbn: 'x', copies: [{ ShelfMark: 'A1' }] }] });
    expect(pool.find('book_id', '/covers/{book_id}')).toEqual([7]);
    expect(pool.find('shelf_mark', '/covers/{shelf_mark}')).toEqual(['A1']);
    expect(pool.find('shelf_mark', '/covers/{shelf_mark}', true)).toEqual([]);
    expect(pool.find('isbn', '/covers/{isbn}')).toEqual([]);
  });

  it('the values that the target has chosen before those of the request', () => {
    const pool = createValuePool();
    const request = { ...createCase('a').request, body: { json: { book_id: 'sent', name: 'emma' } } };
    const json = { book_id: 'sent', id: 7, name: 'emma' };
    pool.collect('/books', createExchange(1, { ...createCase('a'), request }, { status: 201, json }));
    expect(pool.find('book_id', '/books/{book_id}')).toEqual([7, 'sent']);
    expect(pool.find('book_name')).toEqual(['emma']);
  });

  it.each<[string, Json, Json[]]>([
    ['nothing', {}, ['emma']],
    ['only a message', { message: 'created' }, ['emma']],
    ['an id', { id: 7 }, [7]],
    ['a reference', { author_id: 3 }, []],
  ])('what was sent, if the response to the creation has %s', (_, json, values) => {
    const pool = createValuePool();
    const request = { ...createCase('a').request, body: { json: { name: 'emma', pages: 9 } } };
    pool.collect('/books', createExchange(1, { ...createCase('a'), request }, { status: 201, json }));
    expect(pool.find('book', '/books/{book}')).toEqual(values);
    expect(pool.find('book', '/books/{book}', true)).toEqual(values.filter((value) => value === 7));
  });

  it.each<[method: string, path: string, json: JsonObject, own: Json[]]>([
    ['POST', '/books', { id: 7 }, [7]],
    ['POST', '/books', { data: { id: 7 } }, [7]],
    ['POST', '/shelves/{id}/books', { id: 7, shelf_id: 1 }, [7]],
    ['POST', '/loans', { id: 1, book_id: 7 }, []],
    ['POST', '/books', { id: 9, pages: 7 }, [9]],
    ['POST', '/books', { id: 9, sequel: { id: 7 } }, [9]],
    ['POST', '/books/{id}', { id: 7 }, []],
    ['POST', '/books/{id}/loans', { id: 7 }, []],
    ['GET', '/books', { id: 7 }, []],
  ])('of the books that are listed, those that %s %s has created: %j', (method, path, json, own) => {
    const pool = createValuePool();
    const send = (to: string, sent: string, body: Json): void => {
      const request = { ...createCase('a').request, method: sent };
      pool.collect(to, createExchange(1, { ...createCase('a'), request }, { status: 200, json: body }));
    };
    send('/books', 'GET', [{ id: 7 }, { id: 9 }, { id: 1 }]);
    send(path, method, json);
    expect(pool.find('book_id', '/books/{book_id}', true)).toEqual(own);
  });

  it('nothing in one of several lists with other names', () => {
    expect(collect('/books', { volumes: [{ id: 7 }], shops: [] }).find('book_id')).toEqual([]);
  });

  it.each(['/v1/books/7', 'books/7', 'http://127.0.0.1/books/7?a=b'])(
    'the id in the `Location` %s',
    (url) => {
      const pool = createValuePool();
      const headers = [['location', url]] as const;
      pool.collect('/books', createExchange(1, createCase('a'), { status: 201, headers }));
      expect(pool.find('book_id')).toEqual(['7']);
      expect(pool.find('volume', '/books/{volume}')).toEqual(['7']);
      expect(pool.find('pen_id')).toEqual([]);
    },
  );

  it.each<[JsonObject, Json[]]>([
    [{ name: 'emma', title: 'Emma' }, ['emma']],
    [{ slug: 'emma-1', name: 'Emma' }, ['emma-1', 'Emma']],
    [{ id: 7, name: 'Emma' }, [7, 'Emma']], // the parameter may be a name
    [{ volume: 'v', name: 'Emma' }, ['v']],
    [{ title: 'Emma' }, []],
  ])('in a book %j, for the parameter `volume`, %j', (json, values) => {
    expect(collect('/books', json).find('volume', '/books/{volume}')).toEqual(values);
  });

  it('nothing in a rejection', () => {
    expect(collect('/books', { id: 7 }, 404).find('book_id')).toEqual([]);
  });

  it.each([
    [20, 20],
    [21, 20],
    [50, 20],
  ])('%d different ids: the first %d', (count, kept) => {
    const pool = createValuePool();
    for (let id = 1; id <= count; id += 1)
      pool.collect('/books', createExchange(id, createCase('a'), { status: 201, json: { id } }));
    expect(pool.find('book_id')).toEqual([...Array(kept).keys()].map((index) => index + 1));
  });

  it('the first 20 items of a list, and each value once', () => {
    const list = [...Array(25).keys()].map((index) => ({ id: 1, isbn: String(index) }));
    expect(collect('/books', list).find('id', '/books/{id}')).toEqual([1]);
    const isbns = collect('/books', [...Array(19).fill({}), { id: 'last' }, { id: 'beyond' }]);
    expect(isbns.find('book_id')).toEqual(['last']);
  });

  it.each([
    [1, true],
    [4, true],
    [5, false],
  ])('a resource in %d envelopes: %s', (depth, isFound) => {
    let json: Json = { id: 7 };
    for (let level = 0; level < depth; level += 1) json = { data: json };
    expect(collect('/books', json).find('book_id')).toEqual(isFound ? [7] : []);
  });

  it.each<[number, boolean]>([
    [200, true],
    [299, true],
    [300, false],
    [500, false],
  ])('the ids of a response with %d: %s', (status, isFound) => {
    expect(collect('/books', { id: 7 }, status).find('book_id')).toEqual(isFound ? [7] : []);
  });

  it('strings and numbers only', () => {
    for (const id of [null, true, {}, [1]])
      expect(collect('/books', { id }).find('book_id'), JSON.stringify(id)).toEqual([]);
  });

  it.each<[property: string, parameter: string, path: string | undefined]>([
    ['id', 'bookId', undefined],
    ['id', 'book-id', undefined],
    ['key', 'book_key', undefined],
    ['code', 'book_code', undefined],
    ['name', 'bookName', undefined],
    ['number', 'book_number', undefined],
    ['isbn', 'isbn', '/books/{isbn}'],
    ['isbn', 'isbn', '/shelves/{shelf}/books/{isbn}'],
    ['id', 'isbn', '/books/{isbn}'], // without a property of that name
    ['slug', 'book_slug', '/books/{book_slug}'],
  ])('the property %s for the parameter %s of %s', (property, parameter, path) => {
    expect(collect('/books', { [property]: 'x1' }).find(parameter, path)).toEqual(['x1']);
    expect(collect('/pens', { [property]: 'x1' }).find(parameter, path)).toEqual([]);
  });

  it.each<[string, string]>([
    ['/categories', 'category_id'],
    ['/boxes', 'box_id'],
    ['/classes', 'class_id'],
    ['/branches', 'branch_id'],
    ['/dishes', 'dish_id'],
    ['/series', 'series_id'],
    ['/address', 'address_id'],
    ['/line-items', 'line_item_id'],
    ['/book', 'books_id'],
  ])('resources of %s for %s', (path, parameter) => {
    expect(collect(path, { id: 7 }).find(parameter)).toEqual([7]);
  });

  it('the value of the right name before the id', () => {
    expect(collect('/books', { id: 7, isbn: '978' }).find('isbn', '/books/{isbn}')).toEqual(['978', 7]);
  });
});

describe('a request may create the resource of', () => {
  it.each<[path: string, target: string, parameter: string, boolean]>([
    ['/books', '/books/{id}', 'id', true],
    ['/book', '/books/{id}', 'id', true],
    ['/shelves/{shelf}/books', '/books/{id}', 'id', true],
    ['/books/{id}', '/books/{id}', 'id', false],
    ['/pens', '/books/{id}', 'id', false],
    ['/books', '/books/{id}', 'isbn', false],
    ['/books', '/books/slug/{slug}', 'slug', true],
    ['/slugs', '/slug/{slug}', 'slug', true],
  ])('%s: %s %s: %s', (path, target, parameter, expected) => {
    expect(mayCreate(path, target, parameter)).toBe(expected);
  });
});
