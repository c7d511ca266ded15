import type { JsonResponse } from '../pipeline.ts';
import type { BodyDefinition } from './bodies/body.ts';
import type { Resource } from './collection.ts';
import type { ParameterDefinition } from './parameters/parameter.ts';
import type { BookshopContext } from './pipeline.ts';
import type { SchemeName } from './security.ts';

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
