import type { Case } from '../spec/message.ts';
import type { StatusPattern } from '../spec/rules.ts';

/** Statuses of plain HTTP that need no word in the document, by the rule that a probe serves (RFC 9110, section 15.5). */
const ofProbe: readonly [rule: RegExp, statuses: readonly StatusPattern[]][] = [
  [/^authentication:/, ['400']],
  [/^protocol:other-methods$/, ['404', '405', '501']],
  [/^protocol:other-paths$/, ['301', '307', '308', '404', '405']],
  [/^protocol:(other|no)-media-type$/, ['400', '415']],
  [
    /^robustness:(nan|invalid-utf-8|byte-order-mark|cut-off|huge-number|long-integer|lone-surrogate)$/,
    ['400'],
  ],
  [/^robustness:empty-body$/, ['400', '411']],
  [/^robustness:(nesting|deep-nesting|long-string|large-body)$/, ['400', '413']],
];

/** What a server may always answer: credentials and rate are its own affair (RFC 9110, sections 15.5.2 and 15.5.4; RFC 6585). */
const always: readonly StatusPattern[] = ['401', '403', '429'];

/** The undocumented statuses that are plain HTTP for what was sent. */
export function plainStatuses({ role = '', request }: Case, hasPathParameters: boolean): StatusPattern[] {
  const probed = ofProbe.filter(([rule]) => rule.test(role)).flatMap(([, statuses]) => statuses);
  const unreadable =
    request.body !== undefined && !('json' in request.body) && role === '' ? (['400'] as const) : [];
  return [...always, ...probed, ...unreadable, ...(hasPathParameters ? (['404'] as const) : [])];
}
