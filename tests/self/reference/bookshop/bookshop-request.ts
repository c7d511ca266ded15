import type { SchemeName } from '../../../../reference/bookshop/security-schemes.ts';
import type { Json } from '../../../../spec/json.ts';

/** A request to the bookshop, and the status of its response. Placeholders such as `<book_id>` are fixtures. */
export interface BookshopRequest {
  operation: string;
  method: string;
  /** With the query, percent-encoded. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: Json | Uint8Array;
  /** `application/json` by default. A body of another type is a text or bytes. */
  contentType?: string;
  /** Schemes whose valid credentials are sent; none by default. */
  credentials?: readonly SchemeName[];
  /** The authentication scheme that replaces `Bearer`. */
  authenticationScheme?: string;
  status: number;
}

/** The properties that differ from those of the other requests of the operation. */
export type RequestRow = Partial<BookshopRequest> & { status: number };

/** Creates the requests of one operation from what they share and a row for each. The `path` of a row is appended. */
export const listRequests = (
  shared: Omit<BookshopRequest, 'status'>,
  rows: readonly RequestRow[],
): BookshopRequest[] =>
  rows.map(({ path = '', headers, ...row }) => ({
    ...shared,
    ...row,
    path: shared.path + path,
    headers: { ...shared.headers, ...headers },
  }));

/** Rows for values that are appended to the path. */
export const suffixes = (status: number, ...values: string[]): RequestRow[] =>
  values.map((path) => ({ path, status }));

/** Rows for the values of one header. */
export const headerValues = (status: number, name: string, ...values: string[]): RequestRow[] =>
  values.map((value) => ({ headers: { [name]: value }, status }));

/** Rows for bodies. */
export const bodies = (status: number, ...values: (Json | Uint8Array)[]): RequestRow[] =>
  values.map((body) => ({ body, status }));
