import { describe, expect, it } from 'vitest';
import { createValuePool, type ValuePool } from '../../../plan/value-pool.ts';
import type { Json } from '../../../spec/json.ts';
import { createExchange } from './library.ts';
import { createCase } from './schedule/create-case.ts';

/** A pool that has learned from one response. */
function learn(path: string, json: Json, status = 200): ValuePool {
  const pool = createValuePool();
  pool.learn(path, createExchange(1, createCase('a'), { status, json }));
  return pool;
}

describe('the value pool finds', () => {
  it.each<[string, string, Json]>([
    ['a resource', '/books', { id: 7 }],
    ['a list', '/books', [{ id: 7 }]],
    ['a list in an envelope', '/books', { items: [{ id: 7 }], total: 1 }],
    ['an envelope in an envelope', '/books', { data: { results: [{ id: 7 }] } }],
    ['a resource within another', '/shelves', { name: 'A', books: [{ id: 7 }] }],
    ['a resource below another', '/shelves/{shelf}/books', { id: 7 }],
  ])('the id of a book in %s', (_, path, json) => {
    const pool = learn(path, json);
    expect(pool.find('book_id')).toEqual([7]);
    expect(pool.find('id', '/books/{id}')).toEqual([7]);
    expect(pool.find('author_id')).toEqual([]);
  });

  it.each(['/books/slug/{slug}', '/books/by-slug/{slug}', '/books/{slug}'])('the slug of %s', (path) => {
    expect(learn('/books', { id: 7, slug: 'emma' }).find('slug', path)[0]).toBe('emma');
  });

  it('nothing in a rejection', () => {
    expect(learn('/books', { id: 7 }, 404).find('book_id')).toEqual([]);
  });
});
