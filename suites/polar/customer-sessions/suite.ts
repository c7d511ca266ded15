import {
  baseRows,
  boundProperties,
  discoverySteps,
  fixtureVariables,
  listedBody,
  reservedNames,
} from '../../../spec/fixtures.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { Suite, SuiteContext } from '../../suite.ts';
import { answerRules } from './answers.ts';
import { refusalRules } from './refusals.ts';
import { seriesRules } from './series.ts';
import { createdBy, text } from './session.ts';

/** What is asked, and asserted, of customer sessions beyond their document. */
export const customerSessions: Suite = {
  operation: 'customer-sessions:create',
  variables: fixtureVariables,
  bases: baseRows,
  bound: boundProperties,
  reserved: reservedNames,
  discovery: discoverySteps,
  listed: listedBody,
  rules: [...answerRules, ...seriesRules, ...refusalRules],
  missing: [
    {
      place: /customer@team/,
      fixture: 'teamCustomerId',
      says: 'no team customer; set POLAR_TEAM_CUSTOMER_ID (and POLAR_MEMBER_ID)',
    },
    {
      place: /customer@individual/,
      fixture: 'customerId',
      says: 'no individual customer; set POLAR_CUSTOMER_ID',
    },
    {
      place: /CustomerSessionCustomerIDCreate/,
      fixture: 'customerId',
      says: 'no customer id; set POLAR_CUSTOMER_ID',
    },
    {
      place: /CustomerSessionCustomerExternalIDCreate/,
      fixture: 'externalCustomerId',
      says: 'no external id; set POLAR_EXTERNAL_CUSTOMER_ID',
    },
  ],
  learn: (exchange, context) => ({ ...context, ...learnt(exchange, context) }),
};

/** The kind of the token tells whether sessions belong to members; where it does not, how a team without a member is answered. */
function learnt(
  exchange: Exchange,
  { memberModel, prefixOf }: SuiteContext,
): Pick<SuiteContext, 'memberModel'> {
  if (memberModel !== undefined) return {};
  const created = createdBy(exchange);
  const prefix = created && prefixOf(text(created, '/token') ?? '');
  if (prefix === 'polar_mst_') return { memberModel: true };
  if (prefix === 'polar_cst_') return { memberModel: false };
  if (exchange.case.role !== 'semantics:team-needs-member') return {};
  if (exchange.response?.status === 422) return { memberModel: true };
  return created ? { memberModel: false } : {};
}
