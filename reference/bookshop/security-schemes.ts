import type { IncomingHttpHeaders } from 'node:http';
import { generateToken } from '../random.ts';
import { decodePercent, parseCookies, parseFormPairs } from './parameters/pairs.ts';

/** The parts of a request that can contain credentials. */
interface RequestHead {
  headers: IncomingHttpHeaders;
  url: URL;
}

interface SchemeDefinition {
  /** Returns the credential of the scheme in a request; undefined if it has none. */
  read(request: RequestHead): string | undefined;
  /** The challenge of a 401 response (RFC 9110 section 11.6.1). */
  challenge: string;
}

const readAuthorization = ({ headers }: RequestHead, scheme: string): string | undefined => {
  const [, name = '', credential] = /^(\S+) +(\S+)$/.exec(headers.authorization ?? '') ?? [];
  return name.toLowerCase() === scheme ? credential : undefined;
};

const bearer: SchemeDefinition = {
  read: (request) => readAuthorization(request, 'bearer'),
  challenge: 'Bearer realm="bookshop"',
};
const apiKeyChallenge = 'ApiKey realm="bookshop"';

/** The security schemes of the document. */
export const schemes = {
  bearerAuth: bearer,
  basicAuth: {
    read: (request) => {
      const encoded = readAuthorization(request, 'basic');
      return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
    },
    challenge: 'Basic realm="bookshop"',
  },
  apiKeyHeader: {
    read: ({ headers }) => headers['x-api-key']?.toString(),
    challenge: apiKeyChallenge,
  },
  apiKeyQuery: {
    read: ({ url }) => {
      const pair = parseFormPairs(url.search.slice(1)).find(([name]) => name === 'api_key');
      return pair && decodePercent(pair[1]);
    },
    challenge: apiKeyChallenge,
  },
  sessionCookie: {
    read: ({ headers }) => parseCookies(headers.cookie ?? '').find(([name]) => name === 'session')?.[1],
    challenge: apiKeyChallenge,
  },
  openId: bearer,
} as const satisfies Record<string, SchemeDefinition>;

export type SchemeName = keyof typeof schemes;

/** The valid credential of each scheme. That of `basicAuth` is user name and password, separated by a colon. */
export type Credentials = Readonly<Record<SchemeName, string>>;

/** Creates new credentials. They differ at every start. */
export const createCredentials = (): Credentials => ({
  bearerAuth: generateToken('bookshop_'),
  basicAuth: `clerk:${generateToken('')}`,
  apiKeyHeader: generateToken('key_'),
  apiKeyQuery: generateToken('key_'),
  sessionCookie: generateToken('session_'),
  openId: generateToken('oidc_'),
});
