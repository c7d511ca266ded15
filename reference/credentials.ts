import { json } from './answers.ts';
import type { Answer, Ask, Subject } from './pipeline.ts';

const realm = 'Bearer realm="polar"';
const invalid = 'The access token provided is expired, revoked, malformed, or invalid for other reasons.';
const insufficient = 'The request requires higher privileges than provided by the access token.';

function subjectOf(ask: Ask): Subject {
  const [, scheme = '', token = ''] = /^(\S+) +(.*)$/.exec(ask.headers.authorization ?? '') ?? [];
  const readable = /^[\x21-\x7e]+$/.test(token);
  if (scheme.toLowerCase() !== 'bearer' || !readable || ask.world.sessionTokens.has(token))
    return { kind: 'anonymous' };
  const grant = ask.world.grants.get(token);
  return grant ? { kind: 'organization', ...grant } : { kind: 'unknown' };
}

/** Who asks, by the `Authorization` header (RFC 6750 section 2.1); a customer session's token is nobody here. */
export function authenticate(ask: Ask): Subject {
  return ask.through('subject', subjectOf(ask), ask);
}

/** 401 for a token that nobody knows: given before the request is routed. */
export function refuseUnknown(subject: Subject): Answer | undefined {
  if (subject.kind !== 'unknown') return undefined;
  const challenge = `${realm}, error="invalid_token", error_description="${invalid}"`;
  return json(401, { error: 'invalid_token', error_description: invalid }, { 'www-authenticate': challenge });
}

/** 401 without a token, 403 with one that lacks the scope (RFC 6750 section 3.1). */
export function refuseUnscoped(subject: Subject, scope: string): Answer | undefined {
  if (subject.kind !== 'organization') {
    return json(401, { error: 'Unauthorized', detail: 'Unauthorized' }, { 'www-authenticate': realm });
  }
  if (subject.scopes.includes(scope)) return undefined;
  const challenge = `${realm}, scope="${scope}", error="insufficient_scope", error_description="${insufficient}"`;
  const body = { error: 'insufficient_scope', error_description: insufficient };
  return json(403, body, { 'www-authenticate': challenge });
}
