import type { Json } from '../../../spec/json.ts';
import type { BookshopContext } from '../pipeline.ts';
import { rejectValues } from '../transforms/request.ts';
import { acceptanceClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** Valid requests that a server rejects. */
export interface StrictRow {
  /** The id of the fault without its prefix: `sort-value`. */
  id: string;
  description: string;
  operation: string;
  /** A place without wildcards. */
  place: string;
  /** Whether the faulty server rejects the valid value; undefined if the request does not have it. */
  rejects(value: Json | undefined, context: BookshopContext): boolean;
  noticeOnly?: true;
}

/** Creates a fault for each row: a server that rejects valid requests. */
export const rejectValid = (rows: readonly StrictRow[]): FaultDefinition[] =>
  rows.map(({ id, description, operation, place, rejects, noticeOnly }) => ({
    id: `bookshop/accepts:${id}`,
    description,
    violates: acceptanceClauses(operation),
    issues: rejectValues(operation, place, rejects),
    ...(noticeOnly && { noticeOnly }),
  }));
