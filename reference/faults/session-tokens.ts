import type { Json } from '../../spec/json.ts';
import type { RequestContext, Transform } from '../pipeline.ts';
import { mapStringAt, when } from '../transforms/json.ts';
import { isTeam } from '../transforms/request.ts';
import { authenticationClauses, semanticsClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';
import { remember } from './remember.ts';

const mapPortalUrl = (replace: (url: string, context: RequestContext) => Json): Transform<Json> =>
  mapStringAt('customer_portal_url', replace);

/** Faults in which the token of a session is not new, or `customer_portal_url` is wrong. */
export const sessionTokens: readonly FaultDefinition[] = [
  {
    id: 'token-same',
    description: 'All sessions have the same token',
    violates: semanticsClauses('token-fresh'),
    token: (value, context) => String(remember('token', value, context)),
  },
  {
    id: 'token-per-customer',
    description: 'All sessions of a customer have the same token',
    violates: semanticsClauses('token-fresh'),
    token: (value, context) =>
      String(remember(`token of ${String(context.customer?.payload.id)}`, value, context)),
  },
  {
    id: 'token-team-same',
    description: 'All sessions of teams have the same token',
    violates: semanticsClauses('token-fresh'),
    token: when(isTeam, (value, context) => String(remember('team token', value, context))),
    rare: true,
  },
  {
    id: 'token-empty',
    description: '`token` is empty',
    violates: semanticsClauses('token-not-empty'),
    token: () => '',
  },
  {
    id: 'token-access',
    description: '`token` is the access token of the request',
    violates: semanticsClauses('token-fresh'),
    token: (value, context) => context.headers.authorization?.split(' ')[1] ?? value,
  },
  {
    id: 'token-cycle',
    description: 'Eight tokens are used in turn',
    violates: semanticsClauses('token-fresh'),
    token: (value, context) => String(remember(`token ${context.requestNumber % 8}`, value, context)),
    rare: true,
  },
  {
    id: 'portal-no-token',
    description: '`customer_portal_url` lacks the token',
    violates: semanticsClauses('token-in-portal-url'),
    session: mapPortalUrl((url) => url.replace(/customer_session_token=[^&]*&?/, '')),
  },
  {
    id: 'portal-other-token',
    description: '`customer_portal_url` has a different token',
    violates: semanticsClauses('token-in-portal-url'),
    session: mapPortalUrl((url) => url.replace(/(token=.{12})./, '$1.')),
  },
  {
    id: 'portal-cut-token',
    description: '`customer_portal_url` has a truncated token',
    violates: semanticsClauses('token-in-portal-url'),
    session: mapPortalUrl((url) => url.replace(/(token=[^&]{30})[^&]*/, '$1')),
  },
  {
    id: 'portal-relative',
    description: '`customer_portal_url` is relative',
    violates: semanticsClauses('portal-url-absolute'),
    session: mapPortalUrl((url) => url.replace(/^https:\/\/[^/]+/, '')),
  },
  {
    id: 'portal-no-scheme',
    description: '`customer_portal_url` lacks a scheme',
    violates: semanticsClauses('portal-url-absolute'),
    session: mapPortalUrl((url) => url.replace('https://', '')),
  },
  {
    id: 'portal-undefined',
    description: '`customer_portal_url` of a team starts with "undefined"',
    violates: semanticsClauses('portal-url-absolute'),
    session: when(
      isTeam,
      mapPortalUrl((url) => url.replace('https://polar.example', 'undefined')),
    ),
    rare: true,
  },
  {
    id: 'portal-email-none',
    noticeOnly: true,
    description:
      "`customer_portal_url` of a team without email has `email=None` if the member model is off (as in Polar's backend)",
    violates: [],
    settings: { memberModel: false },
    session: when(
      (context) => context.customer?.payload.email == null,
      mapPortalUrl((url) => `${url}&email=None`),
    ),
    rare: true,
  },
  {
    id: 'portal-access-token',
    description: '`customer_portal_url` contains the access token',
    violates: authenticationClauses('secret-kept'),
    session: mapPortalUrl(
      (value, context) => `${value}&auth=${context.headers.authorization?.split(' ')[1] ?? ''}`,
    ),
  },
];
