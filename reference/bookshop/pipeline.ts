import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from '../../spec/json.ts';
import type { RequestMessage } from '../../spec/openapi/request-message.ts';
import type * as behaviour from '../behaviour.ts';
import type { JsonResponse, SerializedResponse } from '../pipeline.ts';
import type { BodyDefinition } from './bodies/body.ts';
import type { Resource } from './collection.ts';
import type { ParameterDefinition } from './parameters/parameter.ts';
import type { SchemeName } from './security-schemes.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import type { Issue } from './values/value-type.ts';

/** A request and the state that its handling needs. */
export interface BookshopContext {
  operation: OperationDefinition;
  method: string;
  /** The server's own origin, independent of the `Host` header, with the path and query of the request. */
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  /** Counts the requests of the server, from 1. */
  requestNumber: number;
  /** Deterministic: derived from the server's seed and `requestNumber`. */
  random(): number;
  store: Store;
  settings: Readonly<Settings>;
  /** Shared by all requests of the server, for faults that keep state. */
  memory: Map<string, Json>;
  /** The parameters and the body; without values until they are read. */
  message: RequestMessage;
  pipe: Pipe;
}

/** The stages that handle a request, in order, with the value that each produces. */
export interface StageValues {
  /** The request as received. */
  request: BookshopContext;
  /** True if the credentials of the request satisfy the security of the operation. */
  authorized: boolean;
  message: RequestMessage;
  /** The rules that the parameters and the body violate; empty for a valid request. */
  issues: Issue[];
  /** The resource that a path parameter names. */
  lookup: Resource | undefined;
  author: Json;
  book: Json;
  review: Json;
  order: Json;
  /** The resources of a list that match its filters, sorted. */
  listed: readonly Resource[];
  /** The rows of a list of one page. */
  page: readonly Resource[];
  response: JsonResponse;
  serialized: SerializedResponse;
}

export type Transform<T> = behaviour.Transform<T, BookshopContext>;
export type Pipe = behaviour.Pipe<StageValues, BookshopContext>;
export type Behaviour = behaviour.Behaviour<StageValues, BookshopContext, Settings>;

interface CommonDefinition {
  /** The `operationId` in the document. */
  id: string;
  method: string;
  /** With template expressions, as in the document. */
  path: string;
  /** Alternatives, each a list of schemes that are all required. None by default. */
  security?: readonly (readonly SchemeName[])[];
  parameters?: readonly ParameterDefinition[];
  body?: BodyDefinition;
  /** The body of a response to an invalid request: a list as in FastAPI, or problem details (RFC 9457). */
  errors: 'detail' | 'problem';
}

/** The resource that the path names. A request for an unknown one is answered with 404. */
export interface Target {
  collection: 'authors' | 'books' | 'reviews' | 'orders';
  /** The path parameter with the id. */
  parameter: string;
  /** The path parameter with the id of the parent, if the path has both. */
  parentParameter?: string;
}

/** An operation on a resource that exists. */
interface ResourceDefinition extends CommonDefinition {
  target: Target;
  handle(context: BookshopContext, resource: Resource): JsonResponse;
}

/** An operation whose path names no resource. */
interface CollectionDefinition extends CommonDefinition {
  target?: undefined;
  handle(context: BookshopContext): JsonResponse;
}

/**
 * One method of one path, and how it answers a valid request. `handle` must cope with invalid values too: a fault may
 * accept them.
 */
export type OperationDefinition = ResourceDefinition | CollectionDefinition;
