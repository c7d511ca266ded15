import type { Level } from '../spec/clauses/clause.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { InstancePointer, Json, JsonObject, SchemaPointer } from '../spec/json.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Credentials } from '../spec/openapi/request.ts';
import type { RequestMessage } from '../spec/openapi/request-message.ts';
import type { DiscoveryStep, Fixtures, FixtureVariable, SeedTemplate } from './fixtures.ts';

/** What is known of one operation in addition to the document. */
export interface Suite {
  /** Id of the operation. */
  operation: string;
  /** The source of its rules, for rules that the document does not state: "Polar's API as observed". */
  origin: string;
  /** Whether the document lists every status, and errors have the format of FastAPI: then both are MUST. */
  strictErrors: boolean;
  fixtureVariables: readonly FixtureVariable[];
  seedTemplates: readonly SeedTemplate[];
  /** Properties of the request body that hold ids of resources. */
  resourceIdProperties: readonly string[];
  /** Names that additional properties of the request body must not have. */
  reservedNames: readonly string[];
  discoverySteps: readonly DiscoveryStep[];
  /** What a run changes on the account, as sentences. */
  sideEffects: readonly string[];
  /** Creates a valid request body for a listed customer; undefined if too little is known of the customer. */
  createListedBody(customer: JsonObject, members: readonly JsonObject[]): JsonObject | undefined;
  rules: readonly SuiteRule[];
  /** What usually causes a violation, by the name of the rule. */
  usualCauses: Readonly<Record<string, string>>;
  /** Fixtures without the first of which the clauses that match a pattern stay unverified. The others help. */
  missingFixtures: readonly {
    clausePattern: RegExp;
    fixtures: readonly string[];
    unverifiedReason: string;
  }[];
  /** Returns the context with what the exchange shows about the target added. */
  updateContext(exchange: Exchange, context: SuiteContext): SuiteContext;
}

/** A clause about meaning, which no schema can express, with its check. */
export interface SuiteRule {
  name: `semantics:${string}`;
  level: Level;
  schemaPointer: SchemaPointer;
  description: string;
  /** Reported if no exchange could be judged. */
  unverifiedReason: string;
  /** The fixtures without which no exchange can be judged. */
  needs?: readonly string[] | undefined;
  /** Returns the requests that the rule needs in addition to the generated ones. */
  requests?(context: SuiteContext): readonly RuleRequest[];
  /** Judges one exchange; returns undefined if the rule does not apply to it. */
  judge?(exchange: Exchange, context: SuiteContext): RuleResult;
  /** Judges all exchanges together. `exchanges` of a failure are ids, the most relevant first. */
  compare?(exchanges: readonly Exchange[], context: SuiteContext): ComparisonResult;
}

export type RuleFailure = Pick<Finding, 'location' | 'expected' | 'received'>;
export type RuleResult = undefined | 'pass' | RuleFailure;
export type ComparisonResult = undefined | 'pass' | (RuleFailure & { exchanges: number[] });

/** What rules may use in addition to the exchanges. */
export interface SuiteContext {
  fixtures: Fixtures;
  /** Ids that no resource of the target has. Derived from the seed. */
  unknownIds: { uuid: string; text: string };
  /** True once a response shows that the target accepted the access token. */
  credentialsAccepted: boolean;
  /** Customers that discovery listed, by id. */
  listedCustomers: ReadonlyMap<string, JsonObject>;
  /** Whether sessions belong to members of customers; undefined while unknown. */
  hasMemberModel?: boolean;
  /** Returns the public prefix of a redacted token (`polar_mst_`), given its placeholder. */
  getTokenPrefix(placeholder: string): string | undefined;
}

/** A request that a rule needs in addition to the generated ones. */
export interface RuleRequest {
  /** Identifies the exchange for the rule. */
  role: string;
  kind: Case['kind'];
  description: string;
  body: Json;
  credentials?: Credentials;
  /** The location in the body for which the target has to reject the request. */
  rejectedPointer?: InstancePointer;
  fixtures?: readonly string[];
}

/** A valid request from which cases are built. */
export interface SeedMessage {
  name: string;
  description: string;
  message: RequestMessage;
  fixtures: readonly string[];
  /** False for generated values: the target may reject them, for example because their ids refer to no resource. */
  isKnownValid: boolean;
}
