import { isString, rejectFields } from '../transforms/request.ts';
import { requestClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

/** Rejects valid return URLs that satisfy the condition. */
const rejectUrl = (msg: string, condition: (text: string, url: URL) => boolean) =>
  rejectFields(
    ['return_url'],
    { type: 'url_parsing', msg },
    (value) => isString(value) && condition(value, new URL(value)),
  );

/** Faults that reject valid return URLs. */
export const strictReturnUrls: readonly FaultDefinition[] = [
  {
    id: 'strict-http-only',
    noticeOnly: true,
    description: 'A return URL with a scheme other than http and https is rejected (as in Polar’s backend)',
    violates: requestClauses('return_url@string:accepts-any-scheme'),
    settings: { urlSchemes: ['http:', 'https:'] },
    rare: true,
  },
  {
    id: 'strict-https-only',
    description: 'A return URL with a scheme other than https is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    settings: { urlSchemes: ['https:'] },
  },
  {
    id: 'strict-return-url-2000',
    description: 'A return URL of more than 2,000 characters is rejected',
    violates: requestClauses('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 2000 },
  },
  {
    id: 'strict-return-url-2082',
    description: 'A return URL of 2,083 characters is rejected',
    violates: requestClauses('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 2082 },
    rare: true,
  },
  {
    id: 'strict-return-url-255',
    description: 'A return URL of more than 255 characters is rejected',
    violates: requestClauses('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 255 },
  },
  {
    id: 'strict-return-url-short',
    description: 'A return URL of fewer than 12 characters is rejected',
    violates: requestClauses('return_url@string:accepts-shortest'),
    field: rejectUrl('too short', (text) => text.length < 12),
  },
  {
    id: 'strict-public-hosts',
    description: 'A return URL with localhost or an IP address is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl(
      'host not allowed',
      (_, { hostname }) => !hostname.includes('.') || /^[\d.]+$|^\[/.test(hostname),
    ),
    rare: true,
  },
  {
    id: 'strict-no-port',
    description: 'A return URL with a port is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl('port not allowed', (_, { port }) => port !== ''),
  },
  {
    id: 'strict-no-query',
    description: 'A return URL with a query is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl('query not allowed', (_, { search }) => search !== ''),
  },
  {
    id: 'strict-no-fragment',
    description: 'A return URL with a fragment is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl('fragment not allowed', (_, { hash }) => hash !== ''),
  },
  {
    id: 'strict-no-userinfo',
    description: 'A return URL with a user name is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl('credentials not allowed', (_, { username }) => username !== ''),
    rare: true,
  },
  {
    id: 'strict-no-percent',
    description: 'A return URL with a percent-encoded character is rejected',
    violates: requestClauses('return_url@string:accepts-variety'),
    field: rejectUrl('character not allowed', (text) => text.includes('%')),
    rare: true,
  },
];
