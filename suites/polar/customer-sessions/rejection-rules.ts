import { type JsonObject, joinPointer, type SchemaPointer } from '../../../spec/json.ts';
import type { RuleRequest, SuiteContext, SuiteRule } from '../../suite.ts';
import { createStatusFailure } from '../status-failure.ts';
import { compareResponses } from './compare-responses.ts';
import { type RejectionCase, rejectionCases } from './rejection-cases.ts';

/**
 * Returns the location of a property in the document. If both branches of the request schema have it, it is that of the
 * first.
 */
function locateProperty(property: RejectionCase['property']): SchemaPointer {
  const branch = property === 'external_customer_id' ? 'CustomerExternalID' : 'CustomerID';
  return `#/components/schemas/CustomerSession${branch}Create/properties/${property}`;
}

/**
 * Whether the changed id shows nothing, because it may still identify a customer: it has no letters whose case could
 * change, or is empty after the change.
 */
const isInconclusive = (
  { name, needs }: RejectionCase,
  body: JsonObject,
  { fixtures }: SuiteContext,
): boolean =>
  (needs !== undefined && Object.values(body).includes('')) ||
  (name === 'semantics:external-id-case' && body.external_customer_id === fixtures.externalCustomerId);

function createRequests(rejection: RejectionCase, context: SuiteContext): RuleRequest[] {
  const { name, property, description, needs } = rejection;
  if (needs?.some((fixture) => context.fixtures[fixture] === undefined)) return [];
  const body = rejection.createBody(context, (fixture) => context.fixtures[fixture] ?? '');
  if (isInconclusive(rejection, body, context)) return [];
  const fixtures = needs ? { fixtures: needs } : {};
  const rejectedPointer = joinPointer('', property);
  return [{ role: name, kind: 'probe', description, body, rejectedPointer, ...fixtures }];
}

function createRule(rejection: RejectionCase): SuiteRule {
  const { name, property, description, needs, needsMembers } = rejection;
  const members = needsMembers ? ', and a target whose sessions belong to members' : '';
  return {
    ...{ name, level: 'MUST', description },
    schemaPointer: locateProperty(property),
    unverifiedReason: needs
      ? `it needs ${needs.join(' and ')}${members}`
      : 'the request was not sent or not answered',
    needs,
    requests: (context) => createRequests(rejection, context),
    judge: (exchange, { hasMemberModel, credentialsAccepted }) => {
      if (exchange.case.role !== name || (needsMembers && hasMemberModel !== true)) return undefined;
      const status = exchange.response?.status;
      if (status === undefined || status === 429 || status >= 500) return undefined;
      if (!credentialsAccepted && (status === 401 || status === 403)) return undefined;
      return status === 422 ? 'pass' : createStatusFailure(status, 'status 422');
    },
  };
}

/**
 * Rules about ids that the target must reject. The last one is about not revealing that another organization's customer
 * exists.
 */
export const rejectionRules: readonly SuiteRule[] = [
  ...rejectionCases.map(createRule),
  {
    name: 'semantics:foreign-indistinguishable',
    level: 'MUST',
    schemaPointer: locateProperty('customer_id'),
    description: "the response for another organization's customer equals that for an unknown customer",
    unverifiedReason: 'it needs foreignCustomerId',
    needs: ['foreignCustomerId'],
    compare: (exchanges) => {
      const findExchange = (role: string) =>
        exchanges.find((exchange) => exchange.case.role === role && exchange.response);
      const foreign = findExchange('semantics:foreign-customer');
      const unknown = findExchange('semantics:unknown-customer');
      if (!foreign || !unknown) return undefined;
      const difference = compareResponses(foreign, unknown);
      return difference === undefined ? 'pass' : { ...difference, exchanges: [foreign.id, unknown.id] };
    },
  },
];
