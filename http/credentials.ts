import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/exchange.ts';

/** The tokens that a client holds. */
export interface Tokens {
  access?: string | undefined;
  unscoped?: string | undefined;
  /** The session token that the target issued last. */
  session?: string | undefined;
}

/** A token and the authentication scheme named before it; a bare token has none. */
interface Proof {
  scheme?: string;
  token: string;
}

/** Where in a request credentials go. */
export interface Placement {
  in: 'header' | 'query' | 'cookie';
  name: string;
  value: string;
}

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

/** A token of the same kind and length that nobody was given. */
export function unknownLike(token: string): string {
  const prefix = /^(?:[a-z]+_)+/.exec(token)?.[0] ?? '';
  return `${prefix}${'Unknown0'.repeat(64).slice(0, Math.max(8, token.length - prefix.length))}`;
}

const fromAccess =
  (make: (token: string) => Proof) =>
  ({ access }: Tokens): Proof | undefined =>
    access === undefined ? undefined : make(access);

/** What each name stands for; undefined where the token it is made of is missing. */
const proofs: Readonly<Record<Exclude<Credentials, 'none'>, (tokens: Tokens) => Proof | undefined>> = {
  access: fromAccess((token) => ({ scheme: 'Bearer', token })),
  lowercase: fromAccess((token) => ({ scheme: 'bearer', token })),
  empty: () => ({ scheme: 'Bearer', token: '' }),
  unknown: ({ access = 'polar_oat_0000000000000000000000000000000000000000000' }) => ({
    scheme: 'Bearer',
    token: unknownLike(access),
  }),
  truncated: fromAccess((token) => ({ scheme: 'Bearer', token: token.slice(0, -1) })),
  extended: fromAccess((token) => ({ scheme: 'Bearer', token: `${token}x` })),
  basic: fromAccess((token) => ({ scheme: 'Basic', token: base64(`${token}:`) })),
  bare: fromAccess((token) => ({ token })),
  'non-ascii': () => ({ scheme: 'Bearer', token: 'töken' }),
  session: ({ session }) => (session === undefined ? undefined : { scheme: 'Bearer', token: session }),
  unscoped: ({ unscoped }) => (unscoped === undefined ? undefined : { scheme: 'Bearer', token: unscoped }),
};

/** Whether the tokens at hand suffice for the named credentials. */
export function canProve(name: Credentials, tokens: Tokens): boolean {
  return name === 'none' || proofs[name](tokens) !== undefined;
}

/** What the named credentials put where, for an operation of this security scheme; undefined where nothing goes out. */
export function placeCredentials(
  name: Credentials,
  tokens: Tokens,
  scheme: SecurityScheme | undefined,
): Placement | undefined {
  const proof = name === 'none' ? undefined : proofs[name](tokens);
  if (proof === undefined) return undefined;
  if (scheme?.type === 'apiKey') {
    return { in: scheme.in ?? 'header', name: scheme.parameter ?? scheme.name, value: proof.token };
  }
  const value =
    scheme?.scheme === 'basic' ? asBasic(proof) : [proof.scheme, proof.token].filter(Boolean).join(' ');
  return { in: 'header', name: 'authorization', value };
}

/** The token of an operation under HTTP Basic is `user:password` (RFC 7617 section 2). */
function asBasic({ scheme, token }: Proof): string {
  if (scheme === 'Basic') return `Basic ${token}`;
  return [scheme?.replace(/bearer/, 'basic').replace(/Bearer/, 'Basic'), token && base64(token)]
    .filter(Boolean)
    .join(' ');
}
