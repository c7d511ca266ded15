import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { Suite, SuiteContext } from '../../suite.ts';
import { polarApi } from '../api-knowledge.ts';
import { findSdk } from '../sdk/find-sdk.ts';
import { apiVersions } from '../versions/api-versions.ts';
import { getString, parseCreatedSession } from './created-session.ts';
import { crossSessionRules } from './cross-session-rules.ts';
import { customerRules } from './customer-rules.ts';
import { createListedBody, discoverySteps } from './discovery.ts';
import { fixtureVariables, reservedNames, resourceIdProperties, seedTemplates } from './fixtures.ts';
import { portalRequests, portalRules } from './portal-rules.ts';
import { rejectionRules } from './rejection-rules.ts';
import { sessionRules } from './session-rules.ts';
import { usualCauses } from './usual-causes.ts';

/** The suite of Polar's Create Customer Session. */
export const customerSessions: Suite = {
  operation: 'customer-sessions:create',
  apiVersions,
  api: polarApi,
  // the SDKs encode the secret in base64 before they give it to the library of Standard Webhooks
  webhooks: { secretVariable: 'POLAR_WEBHOOK_SECRET', hasTextSecret: true },
  findConsumer: findSdk,
  origin: "Polar's API as observed",
  strictErrors: true,
  fixtureVariables,
  seedTemplates,
  resourceIdProperties,
  reservedNames,
  discoverySteps,
  sideEffects: [
    'On a real account every accepted request for a customer session creates one, which expires within an hour.',
    'A member model may add an owner to a customer without one.',
    'Customers and members are listed to find fixtures.',
    'The customer portal is read with the tokens of two sessions.',
  ],
  createListedBody,
  usualCauses,
  rules: [...customerRules, ...sessionRules, ...crossSessionRules, ...rejectionRules, ...portalRules],
  followUps: portalRequests,
  missingFixtures: [
    {
      clausePattern: /customer@team/,
      fixtures: ['teamCustomerId', 'memberId'],
      unverifiedReason: 'no team customer is known',
    },
    {
      clausePattern: /customer@individual/,
      fixtures: ['customerId'],
      unverifiedReason: 'no individual customer is known',
    },
    {
      clausePattern: /CustomerSessionCustomerIDCreate/,
      fixtures: ['customerId'],
      unverifiedReason: 'no id of a customer is known',
    },
    {
      clausePattern: /CustomerSessionCustomerExternalIDCreate/,
      fixtures: ['externalCustomerId'],
      unverifiedReason: 'no external id of a customer is known',
    },
    {
      clausePattern: /^authentication:unscoped$/,
      fixtures: ['unscopedAccessToken'],
      unverifiedReason: 'no token without the scope is configured',
    },
  ],
  updateContext: (exchange, context) => ({ ...context, ...detectMemberModel(exchange, context) }),
};

/**
 * Detects from the prefix of the session token whether sessions belong to members (`polar_mst_`) or to customers
 * (`polar_cst_`); failing that, from the response for a team without a member.
 */
function detectMemberModel(
  exchange: Exchange,
  { hasMemberModel, getTokenPrefix }: SuiteContext,
): Pick<SuiteContext, 'hasMemberModel'> {
  if (hasMemberModel !== undefined) return {};
  const created = parseCreatedSession(exchange);
  const prefix = created && getTokenPrefix(getString(created, '/token') ?? '');
  if (prefix === 'polar_mst_') return { hasMemberModel: true };
  if (prefix === 'polar_cst_') return { hasMemberModel: false };
  if (exchange.case.role !== 'semantics:team-needs-member') return {};
  if (exchange.response?.status === 422) return { hasMemberModel: true };
  return created ? { hasMemberModel: false } : {};
}
