import type { JsonObject } from '../spec/json.ts';

/** A value from the target's real data that the user can supply, such as the id of a customer. */
export interface FixtureVariable {
  /** The key of the value in a `--fixtures` file. */
  name: string;
  /** The environment variable that holds the value. */
  variable: string;
  secret: boolean;
  description: string;
  /** The value that a dry run uses, because it sends no discovery requests. */
  dryRunValue?: string;
}

/** The values of the fixtures, by name: supplied by the user or discovered. */
export type Fixtures = Readonly<Record<string, string | undefined>>;

/**
 * The template of a request body: each property names the fixture that is its value. The body is valid if the fixtures
 * exist on the target.
 */
export interface SeedTemplate<Name extends string = string> {
  name: string;
  description: string;
  body: Readonly<Record<string, Name>>;
}

/** What is known about the target's data: the values of fixtures, and the resources that discovery listed. */
export interface DiscoveryResult {
  fixtures: Fixtures;
  customers: readonly JsonObject[];
  /** The listed members. Each has the `customer_id` of its customer. */
  members: readonly JsonObject[];
}

/** A request that finds usable data by listing resources of the target. */
export interface DiscoveryStep {
  /** The plural name of the listed resources, for messages: "customers". */
  resources: string;
  /**
   * Returns path and query of the request; undefined if earlier steps have found the data, or have not found what this
   * step needs.
   */
  path(result: DiscoveryResult): string | undefined;
  /** Returns the result extended with the resources of this response. */
  read(response: JsonObject, result: DiscoveryResult): DiscoveryResult;
}
