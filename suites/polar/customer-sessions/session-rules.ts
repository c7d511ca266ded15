import { parseUrl } from '../../../spec/parse-url.ts';
import type { SuiteRule } from '../../suite.ts';
import { createFailure, getResponseTime, getString, judgeSession } from './created-session.ts';

const properties = '#/components/schemas/CustomerSession/properties' as const;
const must = { level: 'MUST', unverifiedReason: 'no session was created' } as const;

const normalizeUrl = (url: string): string => parseUrl(url)?.href ?? url;

/** Maximum difference between two clocks, in milliseconds. */
const MAX_CLOCK_SKEW = 300_000;

/** Rules about the other properties of each session: return URL, times, token and portal URL. */
export const sessionRules: readonly SuiteRule[] = [
  {
    ...must,
    name: 'semantics:return-url',
    schemaPointer: `${properties}/return_url`,
    description: '`return_url` equals the URL that was sent, after normalization (WHATWG URL Standard)',
    judge: judgeSession((created) => {
      const { return_url: sent } = created.requestBody;
      const received = getString(created, '/return_url');
      if (typeof sent !== 'string') return undefined;
      return received !== undefined && normalizeUrl(received) === normalizeUrl(sent)
        ? 'pass'
        : createFailure(created, '/return_url', `the URL that was sent: ${sent}`);
    }),
  },
  {
    ...must,
    name: 'semantics:no-return-url',
    schemaPointer: `${properties}/return_url`,
    description: '`return_url` is null if the request has no `return_url` or null',
    judge: judgeSession((created) => {
      if (created.requestBody.return_url !== undefined && created.requestBody.return_url !== null)
        return undefined;
      return created.session.return_url === null
        ? 'pass'
        : createFailure(created, '/return_url', 'null, because no URL was sent');
    }),
  },
  {
    ...must,
    name: 'semantics:expires-after-created',
    schemaPointer: `${properties}/expires_at`,
    description: '`expires_at` is later than `created_at`',
    judge: judgeSession((created) => {
      const createdAt = Date.parse(getString(created, '/created_at') ?? '');
      const expiresAt = Date.parse(getString(created, '/expires_at') ?? '');
      if (Number.isNaN(createdAt) || Number.isNaN(expiresAt)) return undefined;
      return expiresAt > createdAt
        ? 'pass'
        : createFailure(
            created,
            '/expires_at',
            `a time after \`created_at\`, ${getString(created, '/created_at')}`,
          );
    }),
  },
  {
    ...must,
    name: 'semantics:expires-in-future',
    schemaPointer: `${properties}/expires_at`,
    description: '`expires_at` of a new session is in the future',
    judge: judgeSession((created) => {
      const expiresAt = Date.parse(getString(created, '/expires_at') ?? '');
      const { time, isFromDateField } = getResponseTime(created);
      if (Number.isNaN(expiresAt)) return undefined;
      const now = isFromDateField ? time : time - MAX_CLOCK_SKEW;
      return expiresAt > now
        ? 'pass'
        : createFailure(
            created,
            '/expires_at',
            `a time after that of the response, ${new Date(time).toISOString()}`,
          );
    }),
  },
  {
    ...must,
    name: 'semantics:created-now',
    schemaPointer: `${properties}/created_at`,
    description: '`created_at` is within five minutes of the `Date` field of the response',
    unverifiedReason: 'no response with a created session has a `Date` field',
    judge: judgeSession((created) => {
      const createdAt = Date.parse(getString(created, '/created_at') ?? '');
      const { time, isFromDateField } = getResponseTime(created);
      if (Number.isNaN(createdAt) || !isFromDateField) return undefined;
      return Math.abs(createdAt - time) <= MAX_CLOCK_SKEW
        ? 'pass'
        : createFailure(
            created,
            '/created_at',
            `about the time of the response, ${new Date(time).toISOString()}`,
          );
    }),
  },
  {
    ...must,
    name: 'semantics:token-not-empty',
    schemaPointer: `${properties}/token`,
    description: '`token` is not empty',
    judge: judgeSession((created) => {
      const token = getString(created, '/token');
      if (token === undefined) return undefined;
      return token.trim() === '' ? createFailure(created, '/token', 'a token') : 'pass';
    }),
  },
  {
    ...must,
    name: 'semantics:portal-url-absolute',
    schemaPointer: `${properties}/customer_portal_url`,
    description: '`customer_portal_url` is an absolute http or https URL',
    judge: judgeSession((created) => {
      const url = getString(created, '/customer_portal_url');
      if (url === undefined) return undefined;
      return /^https?:/.test(parseUrl(url)?.protocol ?? '')
        ? 'pass'
        : createFailure(created, '/customer_portal_url', 'an absolute http(s) URL');
    }),
  },
  {
    ...must,
    name: 'semantics:token-in-portal-url',
    schemaPointer: `${properties}/customer_portal_url`,
    description: '`customer_portal_url` contains the token of the session',
    judge: judgeSession((created) => {
      const [url, token] = [getString(created, '/customer_portal_url'), getString(created, '/token')];
      if (url === undefined || !token) return undefined;
      return url.includes(token) || url.includes(encodeURIComponent(token))
        ? 'pass'
        : createFailure(created, '/customer_portal_url', `a URL with the token ${token}`);
    }),
  },
];
