import type { Json } from '../../../spec/json.ts';
import { addProperties, mapAt, mapStringAt } from '../../transforms/json.ts';
import { mapResponseBody, setHeader } from '../../transforms/response.ts';
import { inOperation } from '../transforms/request.ts';
import { onResponse } from '../transforms/response.ts';
import { ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

const replaceId =
  (text: string) =>
  (url: string): string =>
    url.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, text);

const patterns = (operation: string): string[] => ruleClauses(operation, 'robustness:missing-values');

/** Faults that write a programming language's text for a missing value, such as `undefined`, instead of the value. */
export const missingValues: readonly FaultDefinition[] = [
  {
    id: 'bookshop/missing-value:undefined',
    description: '`cover_url` has `undefined` in the place of an id',
    violates: patterns('getBook'),
    book: inOperation('getBook', mapStringAt('cover_url', replaceId('undefined'))),
  },
  {
    id: 'bookshop/missing-value:null',
    description: 'The `url` of a new author has `null` in the place of an id',
    violates: patterns('createAuthor'),
    author: inOperation('createAuthor', mapStringAt('url', replaceId('null'))),
  },
  {
    id: 'bookshop/missing-value:none',
    description: 'The `reader` of a review without one is `None`',
    violates: patterns('createReview'),
    review: inOperation('createReview', (review, context) => {
      const reader = (typeof review === 'object' && review && 'reader' in review && review.reader) || 'None';
      return addProperties({ reader })(review, context);
    }),
  },
  {
    id: 'bookshop/missing-value:nan',
    description: 'The `Link` to the next page of authors has `NaN` in the place of a number',
    violates: patterns('listAuthors'),
    response: onResponse('listAuthors', 200, setHeader('link', '</authors?page=NaN>; rel="next"')),
  },
  {
    id: 'bookshop/missing-value:object',
    description: 'The `detail` of a problem is `[object Object]`',
    violates: patterns('search'),
    response: onResponse('search', 400, mapResponseBody(addProperties({ detail: '[object Object]' }))),
  },
  {
    id: 'bookshop/missing-value:location',
    description: 'The `Location` of a new review has `undefined` in the place of an id',
    violates: patterns('createReview'),
    response: onResponse('createReview', 201, (response, context) =>
      setHeader('location', String(response.headers.location).replace(/[^/]+$/, 'undefined'))(
        response,
        context,
      ),
    ),
  },
  {
    id: 'bookshop/missing-value:title',
    description: 'The titles of search results are `undefined`',
    violates: patterns('search'),
    response: onResponse('search', 200, mapResponseBody(mapAt('results.0.title', (): Json => 'undefined'))),
  },
];
