import type { InstancePointer, Json } from '../json.ts';
import type { RequestSpec } from './request.ts';
import type { ScenarioStep } from './scenario.ts';

/** The single change that makes a request invalid, and the clauses that the request then violates. */
export interface Violation {
  /**
   * Ids of the violated clauses. Under an `anyOf`, a request is invalid only if it violates a clause of every branch.
   */
  clauses: readonly string[];
  /**
   * Location of the changed value in the body. A missing property has the location at which it would be; a parameter
   * has a name such as `path/id`, `query/limit` or `header/If-Match`.
   */
  instancePointer: InstancePointer;
  keyword: string;
  /** The value before the change; undefined if the change added it. */
  before?: Json;
  /** The value after the change; undefined if the change removed it. */
  after?: Json;
  /** A noun phrase for reports: "the id has one character more". */
  description: string;
}

/** `delivery`: the API has sent the request. */
export type CaseKind = 'valid' | 'invalid' | 'probe' | 'delivery';

/** A request to send, and its purpose. */
export interface Case {
  /** The same in every run with the same seed and contract: `customer-sessions:create/invalid/17`. */
  id: string;
  operation: string;
  kind: CaseKind;
  /** A noun phrase for reports: "a customer id with one character more". */
  description: string;
  request: RequestSpec;
  violation?: Violation;
  /** Ids of the clauses for which the request is sent. Its response may be evidence for other clauses too. */
  covers: readonly string[];
  /**
   * The name of a special request, such as `unknown customer`. Rules use it to recognize the exchange and to compare it
   * with others.
   */
  role?: string;
  /**
   * The cases that a combined case replaces, each with one feature or one violation. Those that its response does not
   * decide are sent by themselves.
   */
  subcases?: readonly Case[];
  /**
   * Set if a conformant server may reject this valid request because of its data: it was built without fixtures, or the
   * resource that it names may be used up.
   */
  mayBeRejected?: true;
  /**
   * Set if a rejection of this valid request is evidence only if the same request with a similar value is accepted,
   * because a rule that the schema does not state may reject the value.
   */
  needsCounterpart?: true;
  /**
   * Set if only the rules of the suite judge the response, because the document does not describe it: the request is for
   * another operation, or for another version of the API.
   */
  suiteOnly?: true;
  /** The place of the request in a scenario. */
  step?: ScenarioStep;
  /** Names of the fixtures whose values the request contains. */
  fixtures?: readonly string[];
}
