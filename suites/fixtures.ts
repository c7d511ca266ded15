import type { JsonObject } from '../spec/json.ts';

/** A value of the target's real data that the user supplies. */
export interface FixtureVariable {
  /** Its key in a `--fixtures` file. */
  name: string;
  /** Its environment variable. */
  variable: string;
  secret: boolean;
  description: string;
  /** Used in a dry run, which cannot discover the value. */
  dryRunValue?: string;
}

/** The values of the fixtures, by name: supplied by the user or discovered. */
export type Fixtures = Readonly<Record<string, string | undefined>>;

/** A request body in which each property takes its value from a fixture. Valid if the fixtures are. */
export interface SeedTemplate<Name extends string = string> {
  name: string;
  description: string;
  body: Readonly<Record<string, Name>>;
}

/** The fixtures and resources of a target, supplied or discovered. */
export interface DiscoveryResult {
  fixtures: Fixtures;
  customers: readonly JsonObject[];
  /** Each has the `customer_id` of its customer. */
  members: readonly JsonObject[];
}

/** A request that lists resources of the target. */
export interface DiscoveryStep {
  /** The resources that the response lists, for messages. */
  resources: string;
  /** Path and query of the request; undefined if the earlier steps made it unnecessary or impossible. */
  path(result: DiscoveryResult): string | undefined;
  /** Returns the result with the resources of the response added. */
  read(response: JsonObject, result: DiscoveryResult): DiscoveryResult;
}
