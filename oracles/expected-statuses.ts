import type { StatusPattern } from '../spec/clauses/rules/rule.ts';
import { rules } from '../spec/clauses/rules.ts';
import type { Operation } from '../spec/openapi/contract.ts';
import type { RequestSpec } from '../spec/openapi/request.ts';
import { findCredentialKind, listTestableSchemes } from '../spec/openapi/security.ts';

/** The statuses that rules with a probe expect, by the name of the rule. */
const statusesByRule = new Map(
  rules.flatMap(({ name, status }) => (status ? [[name as string, status] as const] : [])),
);

/** What a rule expects of the response to its probe. */
export interface ExpectedStatuses {
  expected: readonly StatusPattern[];
  /** Statuses that neither meet nor violate the rule. */
  inconclusive: readonly StatusPattern[];
}

/**
 * Of a response to a wrong API key or password. No specification fixes its status, but one about another part of the request
 * does not show that the credentials were checked.
 */
const keyRejection: ExpectedStatuses = { expected: ['400', '401', '403'], inconclusive: ['4XX'] };

/** The statuses that a rule expects for the request of its probe; undefined if another oracle judges the rule. */
export function findExpectedStatuses(
  rule: string,
  operation: Operation,
  request: RequestSpec,
): ExpectedStatuses | undefined {
  const statuses = statusesByRule.get(rule);
  if (!statuses) return undefined;
  const isRejection = statuses.includes('401');
  if (isRejection && !testsOnlyBearer(operation, request)) return keyRejection;
  const expected = isRejection && documentsOnly403(operation) ? [...statuses, '403' as const] : statuses;
  return { expected, inconclusive: [] };
}

/** Whether the document lists 403 for rejected credentials, and not 401. */
const documentsOnly403 = ({ responses }: Operation): boolean => {
  const statuses = responses.map(({ status }) => status);
  return statuses.includes('403') && !statuses.includes('401');
};

/** Whether the credentials that the request varies are bearer tokens. */
function testsOnlyBearer({ security }: Operation, { scheme: name }: RequestSpec): boolean {
  const schemes = listTestableSchemes(security).filter(
    (scheme) => name === undefined || scheme.name === name,
  );
  return schemes.length > 0 && schemes.every((scheme) => findCredentialKind(scheme) === 'bearer');
}
