import { isObject } from '../../../spec/json.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import { findHeader } from '../../../spec/openapi/request.ts';
import type { ComparisonResult, FollowUp, FollowUps, RuleFailure, SuiteRule } from '../../suite.ts';
import { createStatusFailure } from '../status-failure.ts';
import { type CreatedSession, getString, parseCreatedSession } from './created-session.ts';
import { normalizeUuid } from './normalize-uuid.ts';

/** The path that shows the customer of a session. Polar serves it with every version of its API. */
const portalPath = '/v1/customer-portal/customers/me';

const opensPortal = 'semantics:session-opens-portal';
const truncatedToken = 'semantics:portal-truncated-token';
/** The role of a request with the access token, which shows whether the target has the path. */
const control = 'portal-control';

const must = {
  level: 'MUST',
  schemaPointer: '#/components/schemas/CustomerSession/properties/token',
} as const;
const noPortal = `no session was created, or the target has no ${portalPath}`;

const hasRole =
  (role: string) =>
  (exchange: Exchange): boolean =>
    exchange.case.role === role;

const getStatus = ({ response }: Exchange): number => response?.status ?? 0;

/** Statuses of a server without the path: redirects, 404, 405 and 501; and those of an overloaded one or of its gateway. */
const isNoAnswer = (status: number): boolean =>
  status < 200 || (status >= 300 && status < 400) || [404, 405, 429].includes(status) || status > 500;

/** The last session of each type of customer. */
function findLastSessions(exchanges: readonly Exchange[]): { type: string; session: CreatedSession }[] {
  const sessions = exchanges.flatMap((exchange) => parseCreatedSession(exchange) ?? []);
  return ['individual', 'team'].flatMap((type) => {
    const session = sessions.findLast((created) => getString(created, '/customer/type') === type);
    return session ? [{ type, session }] : [];
  });
}

/** The first reading with each session; if one was rejected, a second, because a replica may not know it at first. */
function createRequests(exchanges: readonly Exchange[]): FollowUp[] {
  const opened = exchanges.filter(hasRole(opensPortal));
  const rejected = opened.filter(
    (exchange) => getStatus(exchange) !== 200 && !isNoAnswer(getStatus(exchange)),
  );
  const token = opened.find((exchange) => getStatus(exchange) === 200)?.case.request.token;
  if (opened.length === 0)
    return findLastSessions(exchanges).flatMap(({ type, session }) => {
      const own = getString(session, '/token');
      const description = `the portal with the token of a session (${type})`;
      return own ? [createRead(`portal-${type}`, opensPortal, description, own)] : [];
    });
  return [
    ...rejected
      .slice(0, 2)
      .map(({ case: { description, request } }, index) =>
        createRead(`portal-again-${index}`, opensPortal, `${description}, again`, request.token),
      ),
    ...(rejected.length > 0 ? [controlRequest] : []),
    ...(token === undefined ? [] : [createTruncatedRead(token)]),
  ];
}

const createRead = (
  name: string,
  role: string,
  description: string,
  token: string | undefined,
): FollowUp => ({
  ...{ name, role, description, path: portalPath, credentials: 'session' },
  ...(token !== undefined && { token }),
});

const createTruncatedRead = (token: string): FollowUp => ({
  ...{ name: truncatedToken, role: truncatedToken, path: portalPath, token },
  credentials: 'truncated-session',
  description: 'the portal with the token of a session without its last character',
});

const controlRequest: FollowUp = {
  ...{ name: control, role: control, path: portalPath, credentials: 'access' },
  description: 'the portal with the access token, to learn whether the target has it',
};

/** Reads the portal with the tokens of created sessions. Nothing is changed. */
export const portalRequests: FollowUps = { paths: [portalPath], createRequests };

/** Returns the sessions with the token that the request carries. Both are known by the placeholder of the token. */
function findSessions(exchange: Exchange, exchanges: readonly Exchange[]): CreatedSession[] {
  const authorization = findHeader(exchange.sent.headers, 'authorization');
  return exchanges.flatMap((other) => {
    const created = parseCreatedSession(other);
    return created && authorization === `Bearer ${getString(created, '/token')}` ? [created] : [];
  });
}

/** Returns the last exchange of the role with each token. */
const findLastReads = (exchanges: readonly Exchange[], role: string): Exchange[] => [
  ...new Map(
    exchanges.filter(hasRole(role)).map((exchange) => [exchange.case.request.token, exchange] as const),
  ).values(),
];

/** Checks the requests of a role one by one. A failure also lists the exchanges of the session. */
const compareEach =
  (
    role: string,
    check: (exchange: Exchange, sessions: readonly CreatedSession[], all: readonly Exchange[]) => RuleOutcome,
  ) =>
  (exchanges: readonly Exchange[]): ComparisonResult => {
    const outcomes = findLastReads(exchanges, role).map((exchange) => {
      const sessions = findSessions(exchange, exchanges);
      return { exchange, sessions, outcome: check(exchange, sessions, exchanges) };
    });
    const failed = outcomes.find(({ outcome }) => typeof outcome === 'object');
    if (failed && typeof failed.outcome === 'object') {
      const created = failed.sessions.slice(-1).map((session) => session.exchange.id);
      const controls = exchanges.filter(hasRole(control)).map(({ id }) => id);
      return { ...failed.outcome, exchanges: [failed.exchange.id, ...created, ...controls] };
    }
    return outcomes.some(({ outcome }) => outcome === 'pass') ? 'pass' : undefined;
  };

type RuleOutcome = 'pass' | RuleFailure | undefined;

/**
 * Whether the target has the portal: only then does it reject the access token with 401. A server without the portal
 * may reject the token of a session before it looks for the path, but accepts the access token and answers 404.
 */
const hasPortal = (exchanges: readonly Exchange[]): boolean =>
  exchanges.some((exchange) => hasRole(control)(exchange) && [200, 401].includes(getStatus(exchange)));

/** Rules that a session works: its token opens the customer portal of its customer. */
export const portalRules: readonly SuiteRule[] = [
  {
    ...must,
    name: opensPortal,
    description: `the token of a session opens the customer portal: GET ${portalPath} answers 200`,
    unverifiedReason: noPortal,
    compare: compareEach(opensPortal, (exchange, _, exchanges) => {
      const status = getStatus(exchange);
      if (status === 200) return 'pass';
      if (isNoAnswer(status) || !hasPortal(exchanges)) return undefined;
      return createStatusFailure(status, 'status 200: the token of a session that has not expired');
    }),
  },
  {
    ...must,
    name: 'semantics:portal-customer',
    description: `GET ${portalPath} with the token of a session shows the customer of the session`,
    unverifiedReason: noPortal,
    compare: compareEach(opensPortal, (exchange, sessions) => {
      if (getStatus(exchange) !== 200 || sessions.length === 0) return undefined;
      const ids = sessions.flatMap((session) => getString(session, '/customer_id') ?? []);
      const value = exchange.response?.body.json?.value;
      const id = isObject(value) ? value.id : undefined;
      if (ids.length === 0) return undefined;
      if (typeof id === 'string' && ids.some((each) => normalizeUuid(each) === normalizeUuid(id)))
        return 'pass';
      return {
        location: { body: '/id' },
        expected: `the customer of the session: ${ids.at(-1)}`,
        received: typeof id === 'string' ? { value: id } : { words: 'no id' },
      };
    }),
  },
  {
    ...must,
    name: truncatedToken,
    description: `GET ${portalPath} rejects the token of a session without its last character with 401`,
    unverifiedReason: noPortal,
    compare: compareEach(truncatedToken, (exchange) => {
      const status = getStatus(exchange);
      if (status === 0 || status === 429 || status >= 500) return undefined;
      return status === 401 ? 'pass' : createStatusFailure(status, 'status 401');
    }),
  },
];
