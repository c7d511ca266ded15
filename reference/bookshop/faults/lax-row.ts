import { ignoreIssues } from '../transforms/request.ts';
import { requestClauses } from './clause-patterns.ts';
import type { FaultDefinition } from './fault.ts';

/** A rule that the faulty server does not enforce at one place of a request. */
export interface LaxRow {
  /** The id of the fault: `query:page-zero`. */
  id: string;
  description: string;
  operation: string;
  /** The place, which may have wildcards: `query.limit`, `body.formats.*`. */
  place: string;
  /** The keyword that is not enforced. */
  rule: string;
  /** The path of the violated clause, if it cannot be derived from the place. */
  clausePath?: string;
  /** The keyword of the violated clause, if it is another. */
  clauseKeyword?: string;
}

/**
 * Converts a place to the path of its clause: `query.format.*` is `request/query.format/-`. The clause about additional
 * properties is one of the object.
 */
function toClausePath({ place, rule }: LaxRow): string {
  const [location, ...names] = place.split('.');
  const root = location === 'body' ? 'request' : `request/${location}.${names.shift()}`;
  const isOfParent = rule === 'additionalProperties' || rule === 'unevaluatedProperties';
  const path = isOfParent ? names.slice(0, -1) : names;
  return [root, ...path.map((name) => (name.startsWith('*') ? '-' : name))].join('/');
}

/** Creates a fault for each rule: a server that does not enforce it. */
export const acceptInvalid = (rows: readonly LaxRow[]): FaultDefinition[] =>
  rows.map((row) => ({
    id: `bookshop/${row.id}`,
    description: row.description,
    violates: requestClauses(
      row.operation,
      row.clausePath ?? toClausePath(row),
      row.clauseKeyword ?? row.rule,
    ),
    issues: ignoreIssues(row.operation, row.place, row.rule),
  }));
