import type { SchemaPointer } from '../json.ts';
import type { ClauseKeyword } from '../json-schema/keywords/keywords.ts';

/**
 * How binding a clause is (RFC 2119). A MUST comes from the document or a MUST of an RFC, a SHOULD from a convention or
 * a SHOULD of an RFC.
 */
export type Level = 'MUST' | 'SHOULD' | 'MAY';

/** The chapters into which reports group the clauses. */
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
  | 'semantics'
  | 'webhooks';

/** One requirement of the contract that the suite can check. A clause keeps its id and meaning across versions. */
export interface Clause {
  /** Permanent, because users refer to it: `customer-sessions:create/201/customer@individual/email:type`. */
  id: string;
  level: Level;
  family: Family;
  /**
   * The operation's id, or that of a webhook (`webhook:order.paid`); `webhooks` for clauses about deliveries of every
   * event, and empty for clauses about the document as a whole.
   */
  operation: string;
  /** The location in the document that states the requirement. A clause may cite an RFC as well, or only an RFC. */
  schemaPointer?: SchemaPointer;
  rfc?: string;
  /** The source of a clause that neither the document nor an RFC states: "Polar's API as observed". */
  origin?: string;
  /** A sentence in the present tense that holds for a conformant server: "`email` is a string". */
  description: string;
  /** The keyword that the clause checks, if it is derived from a single keyword of a schema. */
  keyword?: ClauseKeyword;
  /** Why the suite can never judge the clause, so that reports list it as unverified. */
  unsupported?: string;
}
