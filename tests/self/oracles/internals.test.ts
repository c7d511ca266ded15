import { describe, expect, it } from 'vitest';
import { judgeClause } from './exchange.ts';

const judge = (text: string) => judgeClause('robustness:no-internals', { status: 500, text });

describe('internal details in errors', () => {
  it.each([
    'Traceback (most recent call last):\n  File "x.py"',
    '{"error":"File \\"main.py\\", line 12, in get"}',
    'TypeError: x\n    at get (file:///x/y.js:10:5)',
    'Error\n    at node:internal/main.js:10:5',
    'at com.example.Api.get(Api.java:41)',
    'at Shop.Api.Get(String id) in C:\\src\\Api.cs:line 12',
    'goroutine 1 [running]:',
    "app/models/book.rb:12:in `find'",
    "app/models/book.rb:12:in 'Book.find'",
    'PHP Fatal error: Uncaught Error in /x/index.php:3\nStack trace:\n#0 {main}',
    "thread 'main' panicked at src/main.rs:4:5",
    'insert into "segments" ("name") values ($1)',
    'INSERT INTO t VALUES (1)',
    'select "id", "name" from "books" where "id" = $1',
    'select * from books where id = 3',
    'Select * From "books"',
    'delete from `books`',
    'update "books" set "name" = $1',
    'SQLSTATE[42P01]: Undefined table',
    'ORA-00942: table or view does not exist',
    'SQLITE_CONSTRAINT: UNIQUE constraint failed',
    '/srv/app/main.py',
  ])('are found in %j', (text) => {
    expect(judge(text)).toBe('fail');
  });

  it.each([
    'Please select an item from the list.',
    'Select a plan from your account where possible.',
    'You cannot insert into this list.',
    'Update your settings.',
    'Delete from your account first.',
    'Not found at /v1/books/3.',
    'See https://example.com/docs/index.html',
    'The value at line 12 is not a string',
    '{"error":"is not allowed in /books"}',
  ])('are not seen in %j', (text) => {
    expect(judge(text)).toBe('pass');
  });
});
