import type { JsonResponse, Principal, RequestContext } from './pipeline.ts';
import { jsonResponse } from './responses.ts';

const realm = 'Bearer realm="polar"';
const invalidToken =
  'The access token provided is expired, revoked, malformed, or invalid for other reasons.';
const insufficientScope = 'The request requires higher privileges than provided by the access token.';

function identifyPrincipal({ headers, store }: RequestContext): Principal {
  const [, scheme = '', token = ''] = /^(\S+) +(.*)$/.exec(headers.authorization ?? '') ?? [];
  const isPrintable = /^[\x21-\x7e]+$/.test(token);
  if (scheme.toLowerCase() !== 'bearer' || !isPrintable) return { kind: 'anonymous' };
  const customer = store.sessions.get(token);
  if (customer) return { kind: 'customer', customer };
  const grant = store.grants.get(token);
  return grant ? { kind: 'organization', ...grant } : { kind: 'unknown' };
}

/**
 * Determines the sender from the `Authorization` header (RFC 6750 section 2.1).
 */
export function authenticate(context: RequestContext): Principal {
  return context.pipe('principal', identifyPrincipal(context), context);
}

/** A 401 response if the token is unknown. */
export function rejectUnknownToken(principal: Principal): JsonResponse | undefined {
  if (principal.kind !== 'unknown') return undefined;
  const challenge = `${realm}, error="invalid_token", error_description="${invalidToken}"`;
  const body = { error: 'invalid_token', error_description: invalidToken };
  return jsonResponse(401, body, { 'www-authenticate': challenge });
}

/** A 401 response to a sender of the wrong kind. */
export const rejectAnonymous = (): JsonResponse =>
  jsonResponse(401, { error: 'Unauthorized', detail: 'Unauthorized' }, { 'www-authenticate': realm });

/**
 * A 401 response without the token of an organization, or a 403 response if it lacks the scope (RFC 6750 section 3.1).
 */
export function requireScope(principal: Principal, scope: string): JsonResponse | undefined {
  if (principal.kind !== 'organization') return rejectAnonymous();
  if (principal.scopes.includes(scope)) return undefined;
  const challenge = `${realm}, scope="${scope}", error="insufficient_scope", error_description="${insufficientScope}"`;
  const body = { error: 'insufficient_scope', error_description: insufficientScope };
  return jsonResponse(403, body, { 'www-authenticate': challenge });
}
