import { generateToken } from '../random.ts';
import { decodePercent, parseCookies, parseFormPairs } from './parameters/pairs.ts';
import type { BookshopContext } from './pipeline.ts';

interface SchemeDefinition {
  /** The credential that a request has under the scheme; undefined if it has none. */
  read(context: BookshopContext): string | undefined;
  /** The challenge of a 401 response (RFC 9110 section 11.6.1). */
  challenge: string;
}

const readAuthorization = ({ headers }: BookshopContext, scheme: string): string | undefined => {
  const [, name = '', credential] = /^(\S+) +(\S+)$/.exec(headers.authorization ?? '') ?? [];
  return name.toLowerCase() === scheme ? credential : undefined;
};

const bearer: SchemeDefinition = {
  read: (context) => readAuthorization(context, 'bearer'),
  challenge: 'Bearer realm="bookshop"',
};
const apiKeyChallenge = 'ApiKey realm="bookshop"';

/** The security schemes of the document. */
export const schemes = {
  bearerAuth: bearer,
  basicAuth: {
    read: (context) => {
      const encoded = readAuthorization(context, 'basic');
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

/** The valid credential of each scheme; of `basicAuth`, user name and password with a colon between them. */
export type Credentials = Readonly<Record<SchemeName, string>>;

/** New credentials, which differ at every start. */
export const createCredentials = (): Credentials => ({
  bearerAuth: generateToken('bookshop_'),
  basicAuth: `clerk:${generateToken('')}`,
  apiKeyHeader: generateToken('key_'),
  apiKeyQuery: generateToken('key_'),
  sessionCookie: generateToken('session_'),
  openId: generateToken('oidc_'),
});

/** True if the request has the valid credential of the scheme. */
export const hasCredential = (context: BookshopContext, name: SchemeName): boolean =>
  schemes[name].read(context) === context.store.credentials[name];

/** True if the request satisfies one of the alternatives. No credentials satisfy an empty alternative. */
export function isAuthorized(context: BookshopContext): boolean {
  const { security = [[]] } = context.operation;
  return security.some((alternative) =>
    alternative.length === 0
      ? security.flat().every((name) => schemes[name].read(context) === undefined)
      : alternative.every((name) => hasCredential(context, name)),
  );
}

/** The challenges of all schemes of the operation. */
export function createChallenge({ operation }: BookshopContext): string {
  const challenges = (operation.security ?? []).flat().map((name) => schemes[name].challenge);
  return [...new Set(challenges)].join(', ');
}
