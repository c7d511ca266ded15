import { requireScope } from './authentication.ts';
import { buildSession } from './build-session.ts';
import { type ParsedBody, parseJsonBody } from './json-body.ts';
import { findCustomer, findMember } from './lookups.ts';
import type { Issue, JsonResponse, Principal, RequestContext } from './pipeline.ts';
import { errorDetail, jsonResponse, unparsableBody, validationError } from './responses.ts';
import type { Organization } from './store.ts';
import { type AcceptedBody, validateBody } from './validate-body.ts';

const valueErrorIssue = (msg: string): Issue => ({
  type: 'value_error',
  msg: `Value error, ${msg}`,
  ctx: { error: msg },
});

const isJsonMediaType = (contentType: string): boolean =>
  /^application\/([\w.+-]+\+)?json$/i.test(contentType.split(';')[0]?.trim() ?? '');

function parseBody({ bytes, headers, settings }: RequestContext): ParsedBody {
  if (bytes.length === 0) return { kind: 'empty' };
  if (isJsonMediaType(headers['content-type'] ?? '')) return parseJsonBody(bytes, settings.maxDepth);
  return { kind: 'value', value: new TextDecoder().decode(bytes) };
}

function rejectUnparsable(parsed: ParsedBody, context: RequestContext): JsonResponse | undefined {
  if (parsed.kind === 'undecodable') return unparsableBody();
  if (parsed.kind !== 'invalid') return undefined;
  const issue = { type: 'json_invalid', msg: 'JSON decode error', ctx: { error: 'Expecting value' } };
  return validationError(context, 'RequestValidationError', [
    errorDetail(issue, ['body', parsed.offset], {}),
  ]);
}

function createFor(
  organization: Organization,
  accepted: AcceptedBody,
  context: RequestContext,
): JsonResponse {
  const customer = findCustomer(accepted, organization, context);
  const { key, values } = accepted;
  if (!customer) {
    const issue = valueErrorIssue('Customer does not exist.');
    const detail = errorDetail(issue, ['body', key], values[key] ?? null);
    return validationError(context, 'PolarRequestValidationError', [detail]);
  }
  context.customer = customer;
  const member = context.settings.memberModel ? findMember(customer, accepted, context) : undefined;
  if (member && !member.found) {
    const { field, value } = member;
    const issue = valueErrorIssue(
      value === null ? 'A member is required for team customers.' : 'Member does not exist.',
    );
    const detail = errorDetail(issue, ['body', field], value);
    return validationError(context, 'PolarRequestValidationError', [detail]);
  }
  const session = buildSession(customer, member?.found, values, context);
  return jsonResponse(201, context.pipe('session', session, context));
}

/**
 * Handles `POST /v1/customer-sessions/`. JSON that cannot be parsed is rejected before the credentials are checked, as
 * in Polar's backend.
 */
export function createSession(context: RequestContext, principal: Principal): JsonResponse {
  const parsed = context.pipe('parsedBody', parseBody(context), context);
  const rejection =
    rejectUnparsable(parsed, context) ?? requireScope(principal, context.settings.requiredScope);
  if (rejection || principal.kind !== 'organization') return rejection ?? unparsableBody();
  if (parsed.kind !== 'value') {
    const detail = errorDetail({ type: 'missing', msg: 'Field required' }, ['body'], null);
    return validationError(context, 'RequestValidationError', [detail]);
  }
  context.body = parsed.value;
  const accepted = validateBody(parsed.value, context);
  if (Array.isArray(accepted)) return validationError(context, 'RequestValidationError', accepted);
  return createFor(principal.organization, accepted, context);
}
