import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Json, JsonObject } from '../spec/json.ts';
import type * as behaviour from './behaviour.ts';
import type { ParsedBody } from './json-body.ts';
import type { Settings } from './settings.ts';
import type { CustomerRecord, Grant, Store } from './store.ts';

/** The authenticated sender of a request. */
export type Principal =
  | { kind: 'anonymous' }
  | { kind: 'unknown' }
  | { kind: 'customer'; customer: CustomerRecord }
  | ({ kind: 'organization' } & Grant);

/** The reason why a value is invalid, with pydantic's types and messages. */
export interface Issue {
  type: string;
  msg: string;
  ctx?: JsonObject;
}

/** The result of validating one field in one branch of the body's union. */
export interface FieldResult {
  branch: string;
  name: string;
  required: boolean;
  /** Undefined if the field is absent. */
  value: Json | undefined;
  /** Undefined if the value is valid. */
  issue: Issue | undefined;
}

/** The result of looking up the customer or member to which a body refers. */
export interface Lookup<Found> {
  field: string;
  value: Json;
  found: Found | undefined;
}

export interface JsonResponse {
  status: number;
  headers: Record<string, string | string[]>;
  /** Undefined for a response without a body. */
  body: Json | undefined;
}

export interface SerializedResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array;
  /** Writes the response to the connection. Some faults replace it to violate the framing. */
  send(outgoing: ServerResponse, response: SerializedResponse): void;
}

/** A request and the state that its handling needs. */
export interface RequestContext {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  /** The number of this request, counted from 1. */
  requestNumber: number;
  /** A random number generator derived from the server's seed and `requestNumber`. */
  random(): number;
  store: Store;
  settings: Settings;
  /** State that all requests of the server share. Some faults need it. */
  memory: Map<string, Json>;
  /** The version that the request selects; undefined if it is not served. */
  version: string | undefined;
  /** The parsed body; undefined until it is parsed. */
  body: Json | undefined;
  /** The customer of the session; undefined until it is found. */
  customer: CustomerRecord | undefined;
  pipe: Pipe;
}

/** The stages in which a request is handled, in order, with the value that each produces. */
export interface StageValues {
  /** The request as received. */
  request: RequestContext;
  version: string | undefined;
  principal: Principal;
  parsedBody: ParsedBody;
  field: FieldResult;
  /** The validation errors of all branches; empty if one branch accepts the body. */
  errors: JsonObject[];
  customerLookup: Lookup<CustomerRecord>;
  memberLookup: Lookup<JsonObject>;
  token: string;
  customer: Json;
  session: Json;
  /** The body of `GET /v1/customer-portal/customers/me`. */
  portalCustomer: Json;
  /** The `detail` of a 422 response. */
  detail: Json;
  response: JsonResponse;
  serialized: SerializedResponse;
}

export type Transform<T> = behaviour.Transform<T, RequestContext>;
export type Pipe = behaviour.Pipe<StageValues, RequestContext>;
export type Behaviour = behaviour.Behaviour<StageValues, RequestContext, Settings>;

/** A variant, and whether it honours only the dated versions of the API, or only the shipped document. */
export type Variant = Behaviour & { onlyVersions?: boolean };
