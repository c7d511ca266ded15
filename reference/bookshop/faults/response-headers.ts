import { setHeader } from '../../transforms/response.ts';
import { onResponse } from '../transforms/response.ts';
import { headerClauses, ruleClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A fault that removes a response header or replaces its value by an invalid one. */
interface HeaderRow {
  id: string;
  description: string;
  operation: string;
  status: number;
  name: string;
  /** The invalid value; undefined if the fault removes the header. */
  value: string | undefined;
  /** The keyword of the violated clause; undefined if a rule of HTTP is violated. */
  keyword?: string;
}

const total = { operation: 'listBooks', status: 200, name: 'X-Total-Count' };
const etag = { operation: 'getBook', status: 200, name: 'ETag' };
const location = { operation: 'createAuthor', status: 201, name: 'Location' };
const retry = { operation: 'uploadCover', status: 202, name: 'Retry-After' };
const challenge = { operation: 'createAuthor', status: 401, name: 'WWW-Authenticate' };
const disposition = { operation: 'downloadCover', status: 200, name: 'Content-Disposition' };
const modified = { operation: 'downloadCover', status: 200, name: 'Last-Modified' };
const language = { operation: 'findShelf', status: 200, name: 'Content-Language' };
const requestId = { operation: 'listBooks', status: 200, name: 'X-Request-Id' };
const removed = { value: undefined, keyword: 'required' };

const rows: readonly HeaderRow[] = [
  { id: 'total-missing', description: 'A list lacks `X-Total-Count`', ...total, ...removed },
  {
    id: 'total-text',
    description: '`X-Total-Count` is text',
    ...total,
    ...{ value: 'many', keyword: 'type' },
  },
  { id: 'total-empty', description: '`X-Total-Count` is empty', ...total, value: '', keyword: 'type' },
  {
    id: 'total-negative',
    description: '`X-Total-Count` is negative',
    ...total,
    value: '-1',
    keyword: 'minimum',
  },
  {
    id: 'total-decimal',
    description: '`X-Total-Count` has a fraction',
    ...total,
    value: '11.5',
    keyword: 'type',
  },
  { id: 'etag-missing', description: 'A book lacks its `ETag`', ...etag, ...removed },
  { id: 'etag-unquoted', description: 'An `ETag` is not quoted', ...etag, value: '1-a', keyword: 'pattern' },
  { id: 'location-missing', description: 'A new author lacks its `Location`', ...location, ...removed },
  {
    id: 'location-malformed',
    description: 'The `Location` of a new author is not a URI reference',
    ...location,
    ...{ value: 'http://[authors]/%zz', keyword: 'format' },
  },
  { id: 'retry-missing', description: 'An accepted cover lacks `Retry-After`', ...retry, ...removed },
  { id: 'retry-text', description: '`Retry-After` is text', ...retry, value: 'soon', keyword: 'type' },
  {
    id: 'retry-range',
    description: '`Retry-After` is above its maximum',
    ...{ ...retry, value: '3600', keyword: 'maximum' },
  },
  { id: 'challenge-missing', description: 'A 401 response lacks its challenge', ...challenge, ...removed },
  {
    id: 'disposition-unquoted',
    description: 'The file name in `Content-Disposition` is not quoted',
    ...{ ...disposition, value: 'attachment; filename=cover.png', keyword: 'pattern' },
  },
  { id: 'modified-missing', description: 'A picture lacks `Last-Modified`', ...modified, ...removed },
  {
    id: 'modified-malformed',
    description: '`Last-Modified` is an ISO timestamp instead of an HTTP date',
    ...{ ...modified, value: '2026-01-05T09:00:00Z' },
  },
  {
    id: 'language-unknown',
    description: '`Content-Language` is not a documented language',
    ...{ ...language, value: 'tlh', keyword: 'enum' },
  },
  {
    id: 'request-id-malformed',
    description: '`X-Request-Id` in a response is not a UUID',
    ...{ ...requestId, value: 'req-1', keyword: 'format' },
  },
];

/** Faults whose response headers are missing, malformed or of the wrong type. */
export const responseHeaders: readonly FaultDefinition[] = rows.map(
  ({ id, description, operation, status, name, value, keyword }) => ({
    id: `bookshop/response-header:${id}`,
    description,
    violates: keyword
      ? headerClauses(operation, String(status), name, keyword)
      : ruleClauses(operation, 'protocol:header-syntax'),
    response: onResponse(operation, status, setHeader(name.toLowerCase(), value)),
  }),
);
