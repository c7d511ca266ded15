import type { JsonResponse } from '../pipeline.ts';
import { hasUnsupportedBody } from './bodies/read-request-body.ts';
import type { Resource } from './collection.ts';
import { checkMessage, readMessage } from './message.ts';
import type { BookshopContext, Target } from './pipeline.ts';
import { notFound, unauthorized, unsupportedMediaType, validationError } from './responses.ts';
import { isAuthorized } from './security.ts';
import type { Issue } from './values/value-type.ts';

/** Reads the message into the context. Returns the rules that it violates. */
function validateMessage(context: BookshopContext): Issue[] {
  const { message, issues } = readMessage(context);
  context.message = context.pipe('message', message, context);
  return context.pipe('issues', checkMessage(context, issues), context);
}

/** Finds the resource that the path identifies; undefined if it does not exist, or belongs to another parent. */
function lookUp(
  { collection, parameter, parentParameter }: Target,
  context: BookshopContext,
): Resource | undefined {
  const { path } = context.message;
  const found = context.store[collection].find(String(path[parameter]));
  const parentId = parentParameter === undefined ? undefined : String(path[parentParameter]).toLowerCase();
  const belongs = parentId === undefined || found?.parentId === parentId;
  return context.pipe('lookup', belongs ? found : undefined, context);
}

const rejectUnauthorized = (context: BookshopContext): JsonResponse | undefined =>
  context.pipe('authorized', isAuthorized(context), context) ? undefined : unauthorized(context);

/**
 * Responds to a message that was read: to an invalid one with its issues, to a valid one with the result of the
 * operation.
 */
function handleMessage(issues: readonly Issue[], context: BookshopContext): JsonResponse {
  const { operation, settings } = context;
  const invalid = issues.length > 0 ? validationError(issues, context) : undefined;
  if (operation.target === undefined) return invalid ?? operation.handle(context);
  if (invalid && !settings.looksUpFirst) return invalid;
  const resource = lookUp(operation.target, context);
  if (resource === undefined) return notFound();
  return invalid ?? operation.handle(context, resource);
}

/** Handles a request for an operation. Credentials, message and resource are checked in this order. */
export function handleRequest(context: BookshopContext): JsonResponse {
  if (!context.settings.validatesFirst) {
    const rejection = rejectUnauthorized(context);
    if (rejection) return rejection;
  }
  if (hasUnsupportedBody(context)) return unsupportedMediaType();
  const issues = validateMessage(context);
  if (context.settings.validatesFirst) {
    const invalid = issues.length > 0 ? validationError(issues, context) : undefined;
    const rejection = invalid ?? rejectUnauthorized(context);
    if (rejection) return rejection;
  }
  return handleMessage(issues, context);
}
