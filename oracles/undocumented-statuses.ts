import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import type { Case } from '../spec/openapi/case.ts';

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
  hasPathParameters: boolean,
  credentialsAccepted: boolean,
): StatusPattern[] {
  const ofProbe = probeStatuses.filter(([rule]) => rule.test(role)).flatMap(([, statuses]) => statuses);
  const isUnreadable = request.body !== undefined && !('json' in request.body) && role === '';
  const mayBeUnauthorized = request.credentials !== 'access' || !credentialsAccepted;
  return [
    ...(['414', '431'] as const), // RFC 9110 section 15.5.15, RFC 6585 section 5
    '429', // RFC 6585 section 4
    ...(mayBeUnauthorized ? (['401', '403'] as const) : []),
    ...ofProbe,
    ...(isUnreadable ? (['400'] as const) : []),
    ...(hasPathParameters ? (['404'] as const) : []),
  ];
}
