import type { OperationModel } from '../spec/clauses/operation-model.ts';
import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import { rules } from '../spec/clauses/rules.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { RequestSpec } from '../spec/openapi/request.ts';
import { findCredentialKind, listTestableSchemes } from '../spec/openapi/security.ts';

/** The statuses that rules expect for the requests sent only for them, by the name of the rule. */
const statusesByRule = new Map(
  rules.flatMap(({ name, status }) => (status ? [[name as string, status] as const] : [])),
);

/** How the status of a response to the request of a rule is judged. */
export interface ExpectedStatuses {
  expected: readonly StatusPattern[];
  /** Statuses that neither meet nor violate the rule. */
  inconclusive: readonly StatusPattern[];
}

/**
 * The statuses for a wrong API key or password. No specification fixes one, and another 4XX may concern another part of
 * the request, so that it does not show that the server checked the credentials.
 */
const keyRejection: ExpectedStatuses = { expected: ['400', '401', '403'], inconclusive: ['4XX'] };

/** The statuses of rejections that concern neither the media type nor the content of a body. */
const otherRejections = ['401', '403', '404', '405', '409', '410', '412', '413', '428', '429'] as const;

/** Returns the statuses that a rule expects for its request; undefined if the status does not decide the rule. */
export function findExpectedStatuses(
  rule: string,
  { operation, strictErrors }: Pick<OperationModel, 'operation' | 'strictErrors'>,
  request: RequestSpec,
): ExpectedStatuses | undefined {
  const statuses = statusesByRule.get(rule);
  if (!statuses) return undefined;
  // A server error is judged by its own rule, `protocol:no-server-error`.
  if (/^protocol:other-(methods|paths)$/.test(rule)) return { expected: statuses, inconclusive: ['5XX'] };
  // Another 4XX concerns another part of the request.
  if (rule === 'protocol:unsupported-media-type')
    return { expected: statuses, inconclusive: [...otherRejections, '5XX'] };
  // A 405 shows that a path exists that the document does not describe, for example that of a catch-all route for GET.
  if (rule === 'protocol:not-found') return { expected: statuses, inconclusive: ['405'] };
  // A parser may accept more than JSON (RFC 8259 section 9).
  if (rule === 'robustness:nan' && !strictErrors) return { expected: statuses, inconclusive: ['2XX'] };
  if (!rule.startsWith('authentication:') || statuses.includes('2XX'))
    return { expected: statuses, inconclusive: [] };
  if (statuses.includes('401') && !testsOnlyBearer(operation, request)) return keyRejection;
  if (!strictErrors) return rejectLeniently(statuses);
  return { expected: statuses, inconclusive: [] };
}

/**
 * The statuses for wrong tokens if the document does not fix them. RFC 6750 section 3.1 only recommends 401: 403 also
 * rejects credentials, 404 hides a resource (RFC 9110 sections 15.5.4 and 15.5.5), and other 4XX reject a token that is
 * no token of the server, or another part of the request.
 */
const rejectLeniently = (statuses: readonly StatusPattern[]): ExpectedStatuses => ({
  expected: [...new Set([...statuses, '403' as const])],
  inconclusive: ['4XX'],
});

/** Whether the credentials that the request changes are bearer tokens, for which RFC 6750 defines the statuses. */
function testsOnlyBearer({ security }: Operation, { scheme: name }: RequestSpec): boolean {
  const schemes = listTestableSchemes(security).filter(
    (scheme) => name === undefined || scheme.name === name,
  );
  return schemes.length > 0 && schemes.every((scheme) => findCredentialKind(scheme) === 'bearer');
}
