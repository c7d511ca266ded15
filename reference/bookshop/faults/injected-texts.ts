import { setHeader } from '../../transforms/response.ts';
import { stringOrEmpty } from '../message-values.ts';
import type { BookshopContext } from '../pipeline.ts';
import { valueAtPlace } from '../transforms/place.ts';
import { inOperation } from '../transforms/request.ts';
import { crashIf, onResponse, sendRaw } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A text that causes an error, because the server inserts it into code of another language. */
interface InjectionRow {
  id: string;
  description: string;
  operation: string;
  place: string;
  pattern: RegExp;
  /** The body of the 500 response, which may expose internals. */
  response?: string;
}

const sqlError =
  'sqlite3.OperationalError: near "sea": syntax error in SELECT id FROM books WHERE title LIKE';
const stack =
  'TypeError: cannot read properties of undefined\n    at render (/srv/bookshop/views/review.js:41:13)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)';

const rows: readonly InjectionRow[] = [
  {
    ...{ id: 'sql', description: 'An apostrophe in `q` causes a 500 response with a database error' },
    ...{ operation: 'search', place: 'query.q', pattern: /'/, response: sqlError },
  },
  {
    ...{ id: 'sql-comment', description: 'An apostrophe in the `name` of an author causes a 500 response' },
    ...{ operation: 'createAuthor', place: 'body.name', pattern: /'/ },
  },
  {
    ...{ id: 'template', description: 'Template braces in a review cause a 500 response with a stack trace' },
    ...{ operation: 'createReview', place: 'body.text', pattern: /\{\{|\$\{|<%/, response: stack },
  },
  {
    ...{ id: 'shell', description: 'Shell characters in a `caption` cause a 500 response' },
    ...{ operation: 'uploadCover', place: 'body.caption', pattern: /[;|`]|\$\(/ },
  },
  {
    ...{ id: 'path', description: 'A path with dots in a `title` causes a 500 response' },
    ...{ operation: 'createBook', place: 'body.title', pattern: /\.\.[/\\]/ },
  },
  {
    ...{
      id: 'line-break',
      description: 'A line break in a blurb causes a 500 response: the blurb is copied into a header',
    },
    ...{ operation: 'setBlurb', place: 'body', pattern: /[\r\n]/ },
  },
  {
    ...{ id: 'nul', description: 'NUL in the `note` of an order causes a 500 response' },
    ...{ operation: 'createOrder', place: 'body.note', pattern: /\0/ },
  },
  {
    ...{ id: 'markup', description: 'Markup in `comment` causes a 500 response' },
    ...{ operation: 'cancelOrder', place: 'body.comment', pattern: /<script|<img|<svg/i },
  },
  {
    ...{ id: 'sql-in-path', description: 'An apostrophe in the path causes a 500 response' },
    ...{ operation: 'countWord', place: 'path.word', pattern: /'/, response: sqlError },
  },
  {
    ...{ id: 'template-in-path', description: 'Template braces in the path cause a 500 response' },
    ...{ operation: 'countWord', place: 'path.word', pattern: /\{\{/ },
  },
  {
    ...{ id: 'traversal-in-path', description: 'A path with dots within the path causes a 500 response' },
    ...{ operation: 'countWord', place: 'path.word', pattern: /\.\.[/\\]/ },
  },
  {
    ...{ id: 'line-break-in-path', description: 'A line break in the path causes a 500 response' },
    ...{ operation: 'countWord', place: 'path.word', pattern: /[\r\n]/ },
  },
  {
    ...{ id: 'shell-in-header', description: 'Shell characters in `X-Client` cause a 500 response' },
    ...{ operation: 'countWord', place: 'header.X-Client', pattern: /\$\(/, response: stack },
  },
];

const textAt = (context: BookshopContext, place: string): string =>
  stringOrEmpty(valueAtPlace(context, place));

/** Faults that interpret a text as code or insert it into a header. */
export const injectedTexts: readonly FaultDefinition[] = [
  ...rows.map(({ id, description, operation, place, pattern, response }) => ({
    id: `bookshop/injection:${id}`,
    description,
    violates: ruleClauses(
      operation,
      'protocol:no-server-error',
      'robustness:*',
      ...(response === undefined ? [] : ['robustness:no-internals']),
    ),
    response: crashIf(operation, (context) => pattern.test(textAt(context, place)), response),
  })),
  {
    id: 'bookshop/injection:header',
    description: 'The `title` of a new book is copied into a header with its line breaks',
    violates: ruleClauses('createBook', 'robustness:*', 'protocol:*'),
    response: onResponse('createBook', 201, (response, context) =>
      setHeader('x-title', textAt(context, 'body.title'))(response, context),
    ),
    serialized: inOperation('createBook', (serialized) => ({ ...serialized, send: sendRaw })),
  },
  {
    id: 'bookshop/injection:large-integer',
    description: 'A `stock` beyond the safe integers of JavaScript causes a 500 response',
    violates: ruleClauses('updateBook', 'protocol:no-server-error', 'robustness:large-integer'),
    response: crashIf('updateBook', (context) => Number(valueAtPlace(context, 'body.stock')) > 2 ** 53),
  },
  {
    id: 'bookshop/injection:stack-trace',
    description: 'The response to an invalid search contains a stack trace',
    violates: ruleClauses('search', 'robustness:no-internals'),
    response: onResponse('search', 400, (response) => ({
      ...response,
      body: { title: 'Invalid request', status: 400, detail: stack },
    })),
  },
];
