import type { ParameterLocation } from '../spec/openapi/request-message.ts';
import type { SeedMessage } from '../suites/suite.ts';

/**
 * A part of an accepted request that the target does not accept a second time: a value that must be unique or identifies
 * the item that the request creates, or the id of a resource that the request consumes, such as one that it deletes.
 */
export interface SingleUsePart {
  in: ParameterLocation | 'body';
  /** The name of the parameter, or the location in the body. */
  name: string;
  /** Set if new values are the accepted text with a suffix: the target accepts only texts of a form that it does not document. */
  isExtended?: true;
}

/** The result of the search for a request of an operation that the target accepts. */
export interface AcceptanceSearch {
  /** The accepted messages, the smallest first. */
  accepted: readonly SeedMessage[];
  /**
   * Whether the target rejected an accepted request when the same request was sent again, or responded with the item that
   * the first one created: some of its values must be unique.
   */
  needsUniqueValues: boolean;
  singleUse: readonly SingleUsePart[];
  /** The ids of the probe cases that were sent during the search. */
  sentProbes: readonly string[];
}
