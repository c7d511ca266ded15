import type { IncomingHttpHeaders } from 'node:http';
import type { Json, JsonObject } from '../../spec/json.ts';
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
  /** The path and query of the request, on the server's own origin, which does not depend on the `Host` header. */
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
  /** The number of this request, counted from 1. */
  requestNumber: number;
  /** A random number generator derived from the server's seed and `requestNumber`. */
  random(): number;
  store: Store;
  settings: Readonly<Settings>;
  /** State that all requests of the server share. Some faults need it. */
  memory: Map<string, Json>;
  /** The parameters and the body. Empty until they are read. */
  message: RequestMessage;
  pipe: Pipe;
}

/** The stages in which a request is handled, in order, with the value that each produces. */
export interface StageValues {
  /** The request as received. */
  request: BookshopContext;
  /** Whether the credentials of the request satisfy the security of the operation. */
  authorized: boolean;
  message: RequestMessage;
  /** The rules that the parameters and the body violate; empty for a valid request. */
  issues: Issue[];
  /** The resource that a path parameter identifies. */
  lookup: Resource | undefined;
  /** The data of a resource that is created or changed, as it is stored. */
  stored: JsonObject;
  /** Whether another book has the ISBN of the request. */
  taken: boolean;
  /** The resources that a deletion removes: the target is the last. */
  removed: readonly Resource[];
  author: Json;
  book: Json;
  review: Json;
  order: Json;
  remark: Json;
  /** The resources of a list that match its filters, in the order of the list. */
  listed: readonly Resource[];
  /** The resources on one page of a list. */
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
  /** Alternatives of schemes. In each, all schemes are required. By default, none is. */
  security?: readonly (readonly SchemeName[])[];
  parameters?: readonly ParameterDefinition[];
  body?: BodyDefinition;
  /** The format of errors for an invalid request: a `detail` list as in FastAPI, or problem details (RFC 9457). */
  errors: 'detail' | 'problem';
}

/** The resource that the path identifies. If it does not exist, the response is 404. */
export interface Target {
  collection: 'authors' | 'books' | 'reviews' | 'orders' | 'remarks';
  /** The path parameter with the id of the resource. */
  parameter: string;
  /** The path parameter with the id of the parent, if the path has both. */
  parentParameter?: string;
}

/** An operation on an existing resource. */
interface ResourceDefinition extends CommonDefinition {
  target: Target;
  handle(context: BookshopContext, resource: Resource): JsonResponse;
}

/** An operation whose path identifies no single resource. */
interface CollectionDefinition extends CommonDefinition {
  target?: undefined;
  handle(context: BookshopContext): JsonResponse;
}

/**
 * One method of one path, and its handler for valid requests. `handle` must also work for invalid values, because a
 * fault may accept them.
 */
export type OperationDefinition = ResourceDefinition | CollectionDefinition;
