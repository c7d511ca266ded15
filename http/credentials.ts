import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/request.ts';

/** The tokens that a client holds. */
export interface Tokens {
  access?: string | undefined;
  unscoped?: string | undefined;
  /** The session token that the target has issued last. */
  session?: string | undefined;
}

/** A token and the authentication scheme before it; without a scheme, only the token is sent. */
interface SchemeToken {
  scheme?: string;
  token: string;
}

/** A credential and the part of the request that carries it. */
export interface PlacedCredential {
  in: 'header' | 'query' | 'cookie';
  name: string;
  value: string;
}

const encodeBase64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

/** Returns a token with the prefix and length of the given one that was never issued. */
export function createUnknownToken(token: string): string {
  const prefix = /^(?:[a-z]+_)+/.exec(token)?.[0] ?? '';
  return `${prefix}${'Unknown0'.repeat(64).slice(0, Math.max(8, token.length - prefix.length))}`;
}

const fromAccessToken =
  (build: (token: string) => SchemeToken) =>
  ({ access }: Tokens): SchemeToken | undefined =>
    access === undefined ? undefined : build(access);

/** Builds the token for each name of credentials; undefined where the token that it is derived from is missing. */
const tokenBuilders: Readonly<
  Record<Exclude<Credentials, 'none'>, (tokens: Tokens) => SchemeToken | undefined>
> = {
  access: fromAccessToken((token) => ({ scheme: 'Bearer', token })),
  lowercase: fromAccessToken((token) => ({ scheme: 'bearer', token })),
  empty: () => ({ scheme: 'Bearer', token: '' }),
  unknown: ({ access = 'polar_oat_0000000000000000000000000000000000000000000' }) => ({
    scheme: 'Bearer',
    token: createUnknownToken(access),
  }),
  truncated: fromAccessToken((token) => ({ scheme: 'Bearer', token: token.slice(0, -1) })),
  extended: fromAccessToken((token) => ({ scheme: 'Bearer', token: `${token}x` })),
  basic: fromAccessToken((token) => ({ scheme: 'Basic', token: encodeBase64(`${token}:`) })),
  bare: fromAccessToken((token) => ({ token })),
  'non-ascii': () => ({ scheme: 'Bearer', token: 'töken' }),
  session: ({ session }) => (session === undefined ? undefined : { scheme: 'Bearer', token: session }),
  unscoped: ({ unscoped }) => (unscoped === undefined ? undefined : { scheme: 'Bearer', token: unscoped }),
};

/** Whether the named credentials can be built from these tokens. */
export function hasCredentials(name: Credentials, tokens: Tokens): boolean {
  return name === 'none' || tokenBuilders[name](tokens) !== undefined;
}

/** Places the named credentials as the security scheme requires; undefined where no credential is sent. */
export function placeCredentials(
  name: Credentials,
  tokens: Tokens,
  scheme: SecurityScheme | undefined,
): PlacedCredential | undefined {
  const schemeToken = name === 'none' ? undefined : tokenBuilders[name](tokens);
  if (schemeToken === undefined) return undefined;
  if (scheme?.type === 'apiKey') {
    return { in: scheme.in ?? 'header', name: scheme.parameter ?? scheme.name, value: schemeToken.token };
  }
  const value =
    scheme?.scheme === 'basic'
      ? toBasicValue(schemeToken)
      : [schemeToken.scheme, schemeToken.token].filter(Boolean).join(' ');
  return { in: 'header', name: 'authorization', value };
}

/** Under HTTP Basic, the token is `user:password` in base64 (RFC 7617 section 2). */
function toBasicValue({ scheme, token }: SchemeToken): string {
  if (scheme === 'Basic') return `Basic ${token}`;
  return [scheme?.replace(/bearer/, 'basic').replace(/Bearer/, 'Basic'), token && encodeBase64(token)]
    .filter(Boolean)
    .join(' ');
}
