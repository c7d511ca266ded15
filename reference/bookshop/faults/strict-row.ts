import type { Json } from '../../../spec/json.ts';
import type { BookshopContext } from '../pipeline.ts';
import { rejectValues } from '../transforms/request.ts';
import { acceptanceClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** Valid requests that a server rejects. */
export interface StrictRow {
  /** `sort-value` */
  id: string;
  description: string;
  operation: string;
  /** A place without wildcards. */
  place: string;
  /** True for the valid values that are rejected; the value is undefined if it is absent. */
  rejects(value: Json | undefined, context: BookshopContext): boolean;
}

/** The faults of servers that reject valid requests. */
export const rejectValid = (rows: readonly StrictRow[]): FaultDefinition[] =>
  rows.map(({ id, description, operation, place, rejects }) => ({
    id: `bookshop/accepts:${id}`,
    description,
    violates: acceptanceClauses(operation),
    issues: rejectValues(operation, place, rejects),
  }));
