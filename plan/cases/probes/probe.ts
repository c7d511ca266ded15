import type { JsonObject } from '../../../spec/json.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import type { CredentialKind } from '../../../spec/openapi/security.ts';
import { type RequestTemplate, withJson } from '../request-template.ts';
import type { InjectedParts, InjectedValues } from './inject-text.ts';

/**
 * The parts from which probes build their requests. A probe tests rules of HTTP, security or robustness, not a schema.
 */
export interface ProbeInput {
  template: RequestTemplate;
  /** The first seed message as a request, in its own media type; undefined without seed messages. */
  validRequest: RequestSpec | undefined;
  /** A valid JSON body; null if the operation takes none. */
  body: JsonObject | null;
  /** The body with every optional property. */
  fullBody: JsonObject | null;
  /** Whether an empty body may be valid, as it is for a text or a form without required fields. */
  allowsEmptyBody: boolean;
  /** A valid body whose first property accepts any string; null if there is none. */
  freeTextBody: JsonObject | null;
  /** Replaces every text or number of the parts that the schema leaves free; undefined if there is none. */
  createInjectedRequest(values: InjectedValues, parts: InjectedParts): RequestSpec | undefined;
  /** A valid request for a resource that does not exist; undefined if the path has no parameter. */
  unknownIdRequest: RequestSpec | undefined;
  /** The same with malformed percent-encoding in place of the id. */
  malformedIdRequest: RequestSpec | undefined;
  /** A valid request with a percent-encoded character in the path; undefined if the path has no parameter. */
  encodedIdRequest: RequestSpec | undefined;
  /** A valid request with the UUIDs of the path in upper case; undefined if it has none. */
  upperCaseIdRequest: RequestSpec | undefined;
  /** Whether the target is known to accept the body, so that a probe may expect success. */
  isKnown: boolean;
  /** Whether the document declares the method for a path of a request, which several templates may match. */
  isDeclared(method: string, path: string): boolean;
  /** Whether the target listens on this machine. */
  local: boolean;
  hasUnscopedToken: boolean;
  /**
   * Whether tokens in responses differ from the credentials of the operation, so that a probe can send them as wrong
   * ones. Only a suite knows, because the tokens that a login issues are valid credentials.
   */
  issuesOtherTokens: boolean;
  testedSchemes: readonly TestedScheme[];
  /** A name that the target does not know, derived from the seed. */
  unknownName: string;
}

/** A security scheme of which a probe varies the credentials. */
export interface TestedScheme {
  kind: CredentialKind;
  /** Undefined if it is the only scheme of the operation, which requests use by default. */
  name?: string;
  /** Whether an alternative of the operation's security requires it together with other schemes. */
  isCombined: boolean;
  /** Whether it belongs to an alternative that requests do not use by default. */
  isAlternative: boolean;
}

/** A request that is sent only to test rules, which no valid or mutated request tests. */
export interface Probe {
  /** Names of the rules that judge the response; the first is the role of the case. */
  rules: readonly string[];
  description: string;
  /** The kinds of credentials that the probe varies: it is sent for each security scheme of these kinds. */
  varies?: readonly CredentialKind[];
  /**
   * Returns undefined if the probe is impossible for this operation or target.
   * @param scheme the security scheme whose credentials the probe varies
   */
  createRequest(input: ProbeInput, scheme: TestedScheme | undefined): RequestSpec | undefined;
}

/** Returns the valid request that probes change: the first seed message or, without one, the template with the body. */
export const createValidRequest = ({ template, validRequest, body }: ProbeInput): RequestSpec =>
  validRequest ?? (body === null ? template.request : withJson(template, body));
