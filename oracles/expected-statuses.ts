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

/** Returns the statuses that a rule expects for its request; undefined if the status does not decide the rule. */
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

/** Whether the document lists 403 but not 401, so that 403 must be its status for rejected credentials. */
const documentsOnly403 = ({ responses }: Operation): boolean => {
  const statuses = responses.map(({ status }) => status);
  return statuses.includes('403') && !statuses.includes('401');
};

/** Whether the credentials that the request changes are bearer tokens, for which RFC 6750 defines the statuses. */
function testsOnlyBearer({ security }: Operation, { scheme: name }: RequestSpec): boolean {
  const schemes = listTestableSchemes(security).filter(
    (scheme) => name === undefined || scheme.name === name,
  );
  return schemes.length > 0 && schemes.every((scheme) => findCredentialKind(scheme) === 'bearer');
}
