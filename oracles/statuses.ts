import type { StatusPattern } from '../spec/clauses/rules.ts';
import type { Case } from '../spec/openapi/exchange.ts';

/** Statuses of plain HTTP that need no word in the document, by the rule that a probe serves (RFC 9110, section 15.5). */
const ofProbe: readonly [rule: RegExp, statuses: readonly StatusPattern[]][] = [
  [/^authentication:/, ['400']],
  [/^protocol:other-methods$/, ['404', '405', '501']],
  [/^protocol:options$/, ['2XX', '404', '405', '501']],
  [/^protocol:other-paths$/, ['301', '307', '308', '404', '405']],
  [/^protocol:(other|no)-media-type$/, ['400', '415']],
  [
    /^robustness:(nan|invalid-utf-8|byte-order-mark|cut-off|huge-number|long-integer|lone-surrogate)$/,
    ['400'],
  ],
  [/^robustness:empty-body$/, ['400', '411']],
  [/^robustness:(nesting|deep-nesting|long-string|large-body)$/, ['400', '413']],
];

/** The undocumented statuses that are plain HTTP for what was sent. `proven`: these credentials were let in before. */
export function plainStatuses(
  { role = '', request }: Case,
  hasPathParameters: boolean,
  proven: boolean,
): StatusPattern[] {
  const probed = ofProbe.filter(([rule]) => rule.test(role)).flatMap(([, statuses]) => statuses);
  const unreadable = request.body !== undefined && !('json' in request.body) && role === '';
  const credentials = request.credentials !== 'access' || !proven;
  return [
    '429', // RFC 6585: rate is the server's own affair
    ...(credentials ? (['401', '403'] as const) : []),
    ...probed,
    ...(unreadable ? (['400'] as const) : []),
    ...(hasPathParameters ? (['404'] as const) : []),
  ];
}
