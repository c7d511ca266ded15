import type { Level } from '../spec/clauses/clause.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { BaseRow, DiscoveryStep, Fixtures, FixtureVariable } from '../spec/fixtures.ts';
import type { Json, JsonObject, SchemaPointer } from '../spec/json.ts';
import type { Case, Credentials, Exchange } from '../spec/openapi/exchange.ts';

type Wrong = Pick<Finding, 'location' | 'expected' | 'received'>;

/** What a suite's rules may know beside the exchanges. */
export interface SuiteContext {
  fixtures: Fixtures;
  /** Made from the seed: values that name nothing on the target. */
  unknown: { uuid: string; text: string };
  /** Whether sessions belong to members; undefined while nothing tells. */
  memberModel?: boolean;
  /** Whether the target has let in the access token. */
  credentialsAccepted: boolean;
  /** Customers that the target listed, by id. */
  listed: ReadonlyMap<string, JsonObject>;
  /** Whether the access token belongs to one organization; a person's token may reach several. */
  ofOneOrganization: boolean;
  /** The public beginning of a secret (`polar_mst_`), by its placeholder. */
  prefixOf(placeholder: string): string | undefined;
}

/** A request that a rule needs beside the generated ones. */
export interface RuleRequest {
  /** By which the rule finds the answer. */
  role: string;
  kind: Case['kind'];
  description: string;
  body: Json;
  credentials?: Credentials;
  /** Of a refusal: the place that is refused. */
  refusedAt?: string;
  fixtures?: readonly string[];
}

/** A clause about meaning, with the oracle that judges it. */
export interface SuiteRule {
  name: `semantics:${string}`;
  level: Level;
  schemaPointer: SchemaPointer;
  description: string;
  /** What is missing when nothing could judge it. */
  unverifiedReason: string;
  /** The questions that it needs asked. */
  requests?(context: SuiteContext): readonly RuleRequest[];
  /** Judges one exchange. */
  judge?(exchange: Exchange, context: SuiteContext): undefined | 'holds' | Wrong;
  /** Judges several together: the exchange to look at first, and what is wrong. */
  compare?(
    exchanges: readonly Exchange[],
    context: SuiteContext,
  ): undefined | 'holds' | (Wrong & { exchanges: number[] });
}

/** What is known of one operation beyond its document. */
export interface Suite {
  operation: string;
  variables: readonly FixtureVariable[];
  bases: readonly BaseRow[];
  bound: readonly string[];
  reserved: readonly string[];
  discovery: readonly DiscoveryStep[];
  /** A valid body for a customer that the target lists; undefined where there is not enough to ask with. */
  listed(customer: JsonObject, members: readonly JsonObject[]): JsonObject | undefined;
  rules: readonly SuiteRule[];
  /** Why a clause at such a place stays unverified: the fixture that is missing. */
  missing: readonly { place: RegExp; fixture: string; says: string }[];
  /** Learns from an exchange what the context says of the target. */
  learn(exchange: Exchange, context: SuiteContext): SuiteContext;
}

/** A valid body to start from. */
export interface SeedMessage {
  name: string;
  description: string;
  body: JsonObject;
  fixtures: readonly string[];
  /** Undefined: made by the arbitraries, so that a refusal may be about data. */
  known: boolean;
}
