import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Case } from '../spec/openapi/case.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/request.ts';

/** Statuses that HTTP defines for special requests, by the name of the rule that sends them (RFC 9110 section 15.5). */
const probeStatuses: readonly [rule: RegExp, statuses: readonly StatusPattern[]][] = [
  [/^authentication:/, ['400']],
  [/^protocol:other-methods$/, ['404', '405', '501']],
  [/^protocol:options$/, ['2XX', '404', '405', '501']],
  [/^protocol:other-paths$/, ['301', '307', '308', '404', '405']],
  [/^protocol:(other|no)-media-type$/, ['400', '415']],
  [/^robustness:forged-host$/, ['3XX']], // a redirect to the real host
  // no schema describes the bodies of these requests, so a server may reject them with any 4XX
  [/^robustness:/, ['4XX']],
];

/** Lists the statuses that a server may send for the case although the document does not list them. */
export function listUndocumentedStatuses(
  { role = '', request }: Case,
  operation: Pick<Operation, 'path' | 'security' | 'responses'>,
  credentialsAccepted: boolean,
): StatusPattern[] {
  const ofProbe = probeStatuses.filter(([rule]) => rule.test(role)).flatMap(([, statuses]) => statuses);
  const isUnreadable = request.body !== undefined && !('json' in request.body) && role === '';
  const mayBeUnauthorized = request.credentials !== 'access' || !credentialsAccepted;
  return [
    ...(['414', '431'] as const), // RFC 9110 section 15.5.15, RFC 6585 section 5
    '429', // RFC 6585 section 4
    ...(mayBeUnauthorized ? listCredentialStatuses(request.credentials, operation) : []),
    ...ofProbe,
    ...(isUnreadable ? (['400'] as const) : []),
    ...(operation.path.includes('{') ? (['404'] as const) : []),
  ];
}

/**
 * Lists the statuses that are about credentials (RFC 9110 sections 15.5.2 and 15.5.4). A public operation has none, and
 * missing credentials have 401 if the document lists it.
 */
function listCredentialStatuses(
  credentials: Credentials,
  { security, responses }: Pick<Operation, 'security' | 'responses'>,
): StatusPattern[] {
  if (security.length === 0) return [];
  const documents401 = responses.some(({ status }) => status === '401');
  return credentials === 'none' && documents401 ? ['401'] : ['401', '403'];
}
