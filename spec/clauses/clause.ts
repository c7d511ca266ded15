import type { SchemaPointer } from '../json.ts';
import type { ClauseKeyword } from '../json-schema/keywords/keywords.ts';

/** How binding a clause is (RFC 2119). MUST: the document or a MUST of an RFC; SHOULD: convention or a SHOULD of an RFC. */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** The chapters of a report. */
export type Family =
  | 'contract'
  | 'valid requests'
  | 'invalid requests'
  | 'response shape'
  | 'discriminator'
  | 'errors'
  | 'authentication'
  | 'protocol'
  | 'robustness'
  | 'semantics';

/** One checkable statement. Its id never changes meaning. */
export interface Clause {
  /** Permanent: `customer-sessions:create/201/customer@individual/email:type`. */
  id: string;
  level: Level;
  family: Family;
  /** The operation's id; empty for clauses of the contract itself. */
  operation: string;
  /** The source of the statement: a location in the document, an RFC section, or both. */
  schemaPointer?: SchemaPointer;
  rfc?: string;
  /** The source of a statement that neither the document nor an RFC makes: "Polar's API as observed". */
  origin?: string;
  /** A present-tense fact: "`email` is a string". */
  description: string;
  /** Set on a clause that states one keyword of one schema. */
  keyword?: ClauseKeyword;
  /** Why the suite cannot judge the clause. It then stays unverified. */
  unsupported?: string;
}
