import type { JsonObject } from '../../../spec/json.ts';
import type { RequestSpec } from '../../../spec/openapi/request.ts';
import { type RequestTemplate, withJson } from '../request-template.ts';

/** What the requests of probes are built from. */
export interface ProbeInput {
  template: RequestTemplate;
  /** A valid body; null if the operation takes none. */
  body: JsonObject | null;
  /** The body with every optional property. */
  fullBody: JsonObject | null;
  /** A valid body whose first property may be any string; null if there is none. */
  freeTextBody: JsonObject | null;
  /** Whether the target is known to accept the body, so that a probe may expect success. */
  isKnown: boolean;
  /** The methods that the document declares for the path. */
  declaredMethods: ReadonlySet<string>;
  /** Whether the target listens on this machine. */
  local: boolean;
  hasUnscopedToken: boolean;
  /** A name that the target does not know, derived from the seed. */
  unknownName: string;
}

/** One request that tests rules. */
export interface Probe {
  /** Names of the rules that judge the response; the first is the role of the case. */
  rules: readonly string[];
  description: string;
  /** Returns undefined if the probe is impossible for this operation or target. */
  createRequest(input: ProbeInput): RequestSpec | undefined;
}

/** The valid request that a probe changes. */
export const createValidRequest = ({ template, body }: ProbeInput): RequestSpec =>
  body === null ? template.request : withJson(template, body);
