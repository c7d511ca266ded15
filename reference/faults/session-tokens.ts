import type { Json } from '../../spec/json.ts';
import type { Ask } from '../pipeline.ts';
import { authentication, semantics } from './clause-ids.ts';
import { type Change, isTeam, text, when } from './edits.ts';
import type { Row } from './fault.ts';

/** The first value of a kind, from then on. */
const remember = <T extends Json>(key: string, value: T, ask: Ask): Json => {
  if (!ask.memory.has(key)) ask.memory.set(key, value);
  return ask.memory.get(key) ?? value;
};

const portal = (change: (was: string, ask: Ask) => Json): Change<Json> => text('customer_portal_url', change);

/** Tokens and the portal's URL. */
export const tokens: readonly Row[] = [
  {
    id: 'token-same',
    says: 'every session has the same token',
    violates: semantics('token-fresh'),
    token: (was, ask) => String(remember('token', was, ask)),
  },
  {
    id: 'token-per-customer',
    says: 'a customer always gets the same token',
    violates: semantics('token-fresh'),
    token: (was, ask) => String(remember(`token of ${String(ask.customer?.payload.id)}`, was, ask)),
  },
  {
    id: 'token-team-same',
    says: 'a team always gets the same token',
    violates: semantics('token-fresh'),
    token: when(isTeam, (was, ask) => String(remember('team token', was, ask))),
    rare: true,
  },
  { id: 'token-empty', says: 'the token is empty', violates: semantics('token-not-empty'), token: () => '' },
  {
    id: 'token-access',
    says: 'the token is the one the request came with',
    violates: semantics('token-fresh'),
    token: (was, ask) => ask.headers.authorization?.split(' ')[1] ?? was,
  },
  {
    id: 'token-cycle',
    says: 'tokens repeat after eight sessions',
    violates: semantics('token-fresh'),
    token: (was, ask) => String(remember(`token ${ask.number % 8}`, was, ask)),
    rare: true,
  },
  {
    id: 'portal-no-token',
    says: 'the portal URL lacks the token',
    violates: semantics('token-in-portal-url'),
    session: portal((was) => was.replace(/customer_session_token=[^&]*&?/, '')),
  },
  {
    id: 'portal-other-token',
    says: 'the portal URL has another token',
    violates: semantics('token-in-portal-url'),
    session: portal((was) => was.replace(/(token=.{12})./, '$1.')),
  },
  {
    id: 'portal-cut-token',
    says: 'the token in the portal URL is cut',
    violates: semantics('token-in-portal-url'),
    session: portal((was) => was.replace(/(token=[^&]{30})[^&]*/, '$1')),
  },
  {
    id: 'portal-relative',
    says: 'the portal URL is relative',
    violates: semantics('portal-url-absolute'),
    session: portal((was) => was.replace(/^https:\/\/[^/]+/, '')),
  },
  {
    id: 'portal-no-scheme',
    says: 'the portal URL has no scheme',
    violates: semantics('portal-url-absolute'),
    session: portal((was) => was.replace('https://', '')),
  },
  {
    id: 'portal-undefined',
    says: "a team's portal URL starts with undefined",
    violates: semantics('portal-url-absolute'),
    session: when(
      isTeam,
      portal((was) => was.replace('https://polar.example', 'undefined')),
    ),
    rare: true,
  },
  {
    id: 'portal-email-none',
    notice: true,
    says: "without member model the portal URL of a team without e-mail has `email=None` (as in Polar's backend)",
    violates: [],
    settings: { memberModel: false },
    session: when(
      (ask) => ask.customer?.payload.email == null,
      portal((was) => `${was}&email=None`),
    ),
    rare: true,
  },
  {
    id: 'portal-access-token',
    says: 'the portal URL shows the access token',
    violates: authentication('secret-kept'),
    session: portal((was, ask) => `${was}&auth=${ask.headers.authorization?.split(' ')[1] ?? ''}`),
  },
];
