import type { ParameterLocation } from './request-message.ts';
import type { ResourceAction } from './resources.ts';

/** A value of a request that an earlier response of the scenario has. */
export interface Binding {
  /** `list` if the value identifies an item in the response to a list, for want of an operation that reads it. */
  in: ParameterLocation | 'body' | 'list';
  /** The name of the parameter, the pointer to the value in the body, or the name of the item in the scenario. */
  name: string;
  /** The id of the case whose exchange has the value. */
  source: string;
  /** A runtime expression (OpenAPI 3.1.1 section 4.8.20.3): `$response.body#/id`. */
  expression: string;
  /** The value in this run. */
  value: string | number;
}

/** The place of a case in a scenario, which is a sequence of requests on one resource. */
export interface ScenarioStep {
  /** The path of the resource that the scenario is about: `/books/{book_id}`. */
  scenario: string;
  /** The path of the resource of this request, which may be one above or below it. */
  resource: string;
  action: ResourceAction;
  /** Names the item, as a scenario has several: `A`, `B`. Empty for a list. */
  item: string;
  bindings: readonly Binding[];
  /**
   * Set if a conformant server rejects the request, which has no credentials or a value that is not valid, or if it is that
   * of another user.
   */
  isInvalid?: true;
  /** Set if the request has the same body as the one before, whose effect it must not change. */
  isRepeated?: true;
}
