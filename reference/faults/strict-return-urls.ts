import { request } from './clause-ids.ts';
import { refuse } from './edits.ts';
import type { Row } from './fault.ts';

const url = (msg: string) => ({ type: 'url_parsing', msg });

/** Refuses a return URL by its text. */
const urls = (msg: string, condition: (text: string, url: URL) => boolean) =>
  refuse('return_url', url(msg), (value) => typeof value === 'string' && condition(value, new URL(value)));

/** Return URLs that the contract accepts and the server refuses. */
export const strictReturnUrls: readonly Row[] = [
  {
    id: 'strict-http-only',
    notice: true,
    says: 'only http and https return URLs are accepted (as in Polar’s backend)',
    violates: request('return_url@string:accepts-any-scheme'),
    settings: { urlSchemes: ['http:', 'https:'] },
    rare: true,
  },
  {
    id: 'strict-https-only',
    says: 'only https return URLs are accepted',
    violates: request('return_url@string:accepts-variety'),
    settings: { urlSchemes: ['https:'] },
  },
  {
    id: 'strict-return-url-2000',
    says: 'return URLs of more than 2000 characters are refused',
    violates: request('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 2000 },
  },
  {
    id: 'strict-return-url-2082',
    says: 'a return URL of 2083 characters is refused',
    violates: request('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 2082 },
    rare: true,
  },
  {
    id: 'strict-return-url-255',
    says: 'return URLs of more than 255 characters are refused: the column is no longer',
    violates: request('return_url@string:accepts-longest'),
    settings: { maxUrlLength: 255 },
  },
  {
    id: 'strict-return-url-short',
    says: 'return URLs of fewer than 12 characters are refused',
    violates: request('return_url@string:accepts-shortest'),
    field: urls('too short', (text) => text.length < 12),
  },
  {
    id: 'strict-public-hosts',
    says: 'localhost and IP addresses are refused in return URLs',
    violates: request('return_url@string:accepts-variety'),
    field: urls(
      'host not allowed',
      (_, { hostname }) => !hostname.includes('.') || /^[\d.]+$|^\[/.test(hostname),
    ),
    rare: true,
  },
  {
    id: 'strict-no-port',
    says: 'return URLs with a port are refused',
    violates: request('return_url@string:accepts-variety'),
    field: urls('port not allowed', (_, { port }) => port !== ''),
  },
  {
    id: 'strict-no-query',
    says: 'return URLs with a query are refused',
    violates: request('return_url@string:accepts-variety'),
    field: urls('query not allowed', (_, { search }) => search !== ''),
  },
  {
    id: 'strict-no-fragment',
    says: 'return URLs with a fragment are refused',
    violates: request('return_url@string:accepts-variety'),
    field: urls('fragment not allowed', (_, { hash }) => hash !== ''),
  },
  {
    id: 'strict-no-userinfo',
    says: 'return URLs with a user name are refused',
    violates: request('return_url@string:accepts-variety'),
    field: urls('credentials not allowed', (_, { username }) => username !== ''),
    rare: true,
  },
  {
    id: 'strict-no-percent',
    says: 'return URLs with percent-encoded characters are refused',
    violates: request('return_url@string:accepts-variety'),
    field: urls('character not allowed', (text) => text.includes('%')),
    rare: true,
  },
];
