import type { Level } from '../spec/clauses/clause.ts';
import type { Finding } from '../spec/clauses/verdict.ts';
import type { InstancePointer, Json, JsonObject, SchemaPointer } from '../spec/json.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import type { Credentials } from '../spec/openapi/request.ts';
import type { RequestMessage } from '../spec/openapi/request-message.ts';
import type { ReceivedResponse } from '../spec/openapi/response.ts';
import type { ApiKnowledge } from './api-knowledge.ts';
import type { Consumer } from './consumer.ts';
import type { DiscoveryStep, Fixtures, FixtureVariable, SeedTemplate } from './fixtures.ts';

/** What the project knows about one operation in addition to the document. */
export interface Suite {
  /** Id of the operation that the suite tests. */
  operation: string;
  /** The source of rules that neither the document nor an RFC states: "Polar's API as observed". */
  origin: string;
  /**
   * Whether the document lists every status and errors have FastAPI's format. If so, the clauses about both have the
   * level MUST.
   */
  strictErrors: boolean;
  fixtureVariables: readonly FixtureVariable[];
  seedTemplates: readonly SeedTemplate[];
  /**
   * Properties of the request body that hold ids of resources. They are not generated, because a generated id refers to
   * no resource.
   */
  resourceIdProperties: readonly string[];
  /** Names that generated additional properties must not have, because the server interprets them. */
  reservedNames: readonly string[];
  discoverySteps: readonly DiscoveryStep[];
  /** Sentences for the user about what a run changes in the account. */
  sideEffects: readonly string[];
  /**
   * Creates a valid request body for a customer that discovery has listed; undefined if too little is known of the
   * customer.
   */
  createListedBody(customer: JsonObject, members: readonly JsonObject[]): JsonObject | undefined;
  rules: readonly SuiteRule[];
  /** What usually causes a violation of a rule, by the name of the rule. */
  usualCauses: Readonly<Record<string, string>>;
  /**
   * For clauses that match a pattern, the fixtures that they need. Without the first fixture they are unverified; the
   * others only improve the test.
   */
  missingFixtures: readonly {
    clausePattern: RegExp;
    fixtures: readonly string[];
    unverifiedReason: string;
  }[];
  /** Returns the context, updated with what the exchange shows about the target. */
  updateContext(exchange: Exchange, context: SuiteContext): SuiteContext;
  /** Requests that earlier responses make possible, such as reading what a created resource gives access to. */
  followUps?: FollowUps;
  /** The versions of the API to which the operation belongs, if a header field of the request selects one. */
  apiVersions?: ApiVersions;
  /** What is known of the other operations of the API to which the operation belongs. */
  api?: ApiKnowledge;
  /** The webhooks of the API to which the operation belongs, if they follow Standard Webhooks. */
  webhooks?: SignedWebhooks;
  /** Finds a program that reads responses of the operation, such as an SDK, where the user has installed it. */
  findConsumer?(folder: string): Consumer | undefined;
}

/** Webhooks that are signed as Standard Webhooks defines. */
interface SignedWebhooks {
  /** The environment variable of the secret. */
  secretVariable: string;
  /** Whether the UTF-8 bytes of the secret are the key, and not what it encodes in base64. */
  hasTextSecret: boolean;
}

/** The dated versions of an API, of which a header field of the request selects one. */
export interface ApiVersions {
  /** The name of the field, which responses have too. */
  header: string;
  /** The versions whose documents the suite can derive from its own, oldest first. */
  versions: readonly ApiVersion[];
  /**
   * Returns the version that a document describes. Undefined if it is not a document of this API, or of no dated
   * version.
   */
  findVersion(document: ApiDocument): string | undefined;
  /** Creates the rules about the selection of versions. They apply to documents of a dated version. */
  createRules(version: string): readonly SuiteRule[];
}

export interface ApiVersion {
  name: string;
  /** Paths of the OpenAPI Overlays that derive its document from the suite's own, in the order of their application. */
  overlays: readonly string[];
}

/** The fields of an Info Object by which a document is recognized. */
export interface ApiDocument {
  title: string;
  version: string;
}

/** A requirement on the meaning of values, which no schema can express, with its check. */
export interface SuiteRule {
  name: `semantics:${string}`;
  level: Level;
  schemaPointer: SchemaPointer;
  description: string;
  /** The reason that reports give if no exchange could be judged by the rule. */
  unverifiedReason: string;
  /** The names of the fixtures without which the rule cannot be judged. */
  needs?: readonly string[] | undefined;
  /** Returns the requests that are sent only for this rule. */
  requests?(context: SuiteContext): readonly RuleRequest[];
  /** Judges one exchange; returns undefined if the rule does not apply to it. */
  judge?(exchange: Exchange, context: SuiteContext): RuleResult;
  /**
   * Judges exchanges by comparing them. A failure lists the ids of the exchanges concerned, the most relevant first.
   */
  compare?(exchanges: readonly Exchange[], context: SuiteContext): ComparisonResult;
}

export type RuleFailure = Pick<Finding, 'location' | 'expected' | 'received'>;
export type RuleResult = undefined | 'pass' | RuleFailure;
export type ComparisonResult = undefined | 'pass' | (RuleFailure & { exchanges: number[] });

/** A requirement that the user adds to operations, with its check. */
export interface OwnRule {
  name: `rule:${string}`;
  level: Level;
  description: string;
  /** Where the rule is defined: "conformance.config.ts: rules". */
  origin: string;
  /** The ids of the operations whose responses it judges. */
  operations: ReadonlySet<string>;
  /**
   * Judges one exchange. Returns what is wrong in words, `pass`, or undefined if the rule does not apply.
   * @throws any error of the user's function
   */
  judge(exchange: Exchange, response: ReceivedResponse): string | undefined;
}

/** What the functions of a rule may use besides the exchanges. */
export interface SuiteContext {
  fixtures: Fixtures;
  /** Ids that belong to no resource of the target, derived from the seed: runs with the same seed use the same ids. */
  unknownIds: { uuid: string; text: string };
  /** True once a response shows that the target accepted the access token. */
  credentialsAccepted: boolean;
  /** The customers that discovery has listed, by id. */
  listedCustomers: ReadonlyMap<string, JsonObject>;
  /** Whether sessions belong to members of customers instead of customers; undefined until a response shows it. */
  hasMemberModel?: boolean;
  /** Returns the public prefix (`polar_mst_`) of a token, given the placeholder that replaces the token. */
  getTokenPrefix(placeholder: string): string | undefined;
}

/** Requests that are sent after the plan and before the random requests. */
export interface FollowUps {
  /** The paths that are requested, none of which is the path of the suite's operation. */
  paths: readonly string[];
  /**
   * Returns the requests that the exchanges so far make possible. Called again with the responses until it returns no
   * request with a new name.
   */
  createRequests(exchanges: readonly Exchange[], context: SuiteContext): readonly FollowUp[];
}

/** A request that reads another path than the operation's with GET. Only the rules of the suite judge the response. */
export interface FollowUp {
  /** Unique among the follow-ups of the suite. */
  name: string;
  /** The name by which rules find the exchange of this request. */
  role: string;
  description: string;
  path: string;
  credentials: Credentials;
  /** The placeholder of the token of `session` credentials. */
  token?: string;
}

/** A request that is sent only for one rule. */
export interface RuleRequest {
  /** The name by which the rule finds the exchange of this request. */
  role: string;
  kind: Case['kind'];
  description: string;
  body: Json;
  credentials?: Credentials;
  /** Header fields that replace those of the same name; undefined omits the field. */
  headers?: Readonly<Record<string, string | undefined>>;
  /** Set if the document does not describe the response, which then only the rules of the suite judge. */
  suiteOnly?: true;
  /** The location in the request body of the value because of which the target must reject the request. */
  rejectedPointer?: InstancePointer;
  fixtures?: readonly string[];
}

/** A valid request from which cases are built by changing it. */
export interface SeedMessage {
  name: string;
  description: string;
  message: RequestMessage;
  fixtures: readonly string[];
  /**
   * Whether all values of the message exist on the target. A message with generated values may be rejected, for example
   * because an id refers to no resource.
   */
  isKnownValid: boolean;
}
