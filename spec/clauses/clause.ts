import type { SchemaPointer } from '../json.ts';

/** How binding a clause is: the document or an RFC's MUST; convention or an RFC's SHOULD; a choice (RFC 2119). */
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
  /** Permanent: `customer-sessions:create/201/customer(individual)/email/type`. */
  id: string;
  level: Level;
  family: Family;
  /** The operation's id; of the contract itself: `''`. */
  operation: string;
  /** Where the statement comes from: a place in the document, an RFC section, or both. */
  schemaPointer?: SchemaPointer;
  rfc?: string;
  /** A present-tense fact: "`email` is a string". */
  description: string;
  /** The JSON Schema keyword, where one keyword at one place is the statement. */
  keyword?: string;
}
