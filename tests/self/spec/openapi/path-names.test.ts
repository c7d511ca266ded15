import { expect, it } from 'vitest';
import { findSameParameter } from '../../../../spec/openapi/path-names.ts';

it.each<[from: string, name: string, to: string, expected: string | undefined]>([
  ['/books/{id}', 'id', '/books/{book_id}/reviews', 'book_id'],
  ['/books/{book_id}/reviews/{id}', 'book_id', '/books/{id}', 'id'],
  ['/books/{book_id}/reviews/{id}', 'id', '/books/{id}', undefined],
  ['/books/{id}', 'id', '/books', undefined],
  ['/authors/{author_id}/books', 'author_id', '/books/{book_id}', undefined],
  ['/books/{book_id}', 'book_id', '/shelves/{shelf}/books/{book_id}', 'book_id'],
  ['/maps/{x},{y}', 'y', '/maps/{lon},{lat}/tiles', 'lat'],
])('in %s, the parameter %s is in %s %s', (from, name, to, expected) => {
  expect(findSameParameter(from, name, to)).toBe(expected);
});
