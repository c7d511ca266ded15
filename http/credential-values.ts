import type { Credentials } from '../spec/openapi/request.ts';
import type { CredentialKind } from '../spec/openapi/security.ts';

const encodeBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Returns a token that was never issued, with the prefix and the length of the given one. */
export function createUnknownToken(token: string): string {
  const prefix = /^(?:[a-z]+_)+/.exec(token)?.[0] ?? '';
  return `${prefix}${'Unknown0'.repeat(64).slice(0, Math.max(8, token.length - prefix.length))}`;
}

/** Removes the last character, and the base64 padding after it, because decoders may ignore the padding. */
const truncate = (secret: string): string => secret.replace(/[^=]?=*$/, '');

/** Adds a character before the base64 padding, because decoders may ignore what follows the padding. */
const extend = (secret: string): string => secret.replace(/=*$/, (padding) => `x${padding}`);

/** Changes the password in `user:password` (RFC 7617 section 2). Undefined if the password is empty. */
function changePassword(secret: string, change: (password: string) => string): string | undefined {
  const colon = secret.indexOf(':');
  const password = secret.slice(colon + 1);
  return password === '' ? undefined : `Basic ${encodeBase64(secret.slice(0, colon + 1) + change(password))}`;
}

/** An authentication scheme that no server knows. */
export const UNKNOWN_SCHEME = 'Conformance';

type Writer = (secret: string) => string | undefined;

const writeBearer: Writer = (token) => `Bearer ${token}`;
const writeBasic: Writer = (secret) => `Basic ${encodeBase64(secret)}`;

/**
 * For each kind of credentials, the functions that write them by name. Names that are missing do not apply to the kind.
 */
const writers: Readonly<
  Record<CredentialKind, Partial<Readonly<Record<Exclude<Credentials, 'none'>, Writer>>>>
> = {
  bearer: {
    access: writeBearer,
    lowercase: (token) => `bearer ${token}`,
    empty: () => 'Bearer',
    unknown: (token) => writeBearer(createUnknownToken(token)),
    truncated: (token) => writeBearer(truncate(token)),
    extended: (token) => writeBearer(extend(token)),
    basic: (token) => `Basic ${encodeBase64(`${token}:`)}`,
    bare: (token) => token,
    'other-scheme': (token) => `${UNKNOWN_SCHEME} ${token}`,
    'non-ascii': () => writeBearer('töken'),
    session: writeBearer,
    'truncated-session': (token) => writeBearer(truncate(token)),
    unscoped: writeBearer,
    'other-user': writeBearer,
  },
  basic: {
    access: writeBasic,
    'other-user': writeBasic,
    lowercase: (secret) => `basic ${encodeBase64(secret)}`,
    unknown: (secret) => `Basic ${encodeBase64(secret.split(':').map(createUnknownToken).join(':'))}`,
    truncated: (secret) => changePassword(secret, (password) => password.slice(0, -1)),
    extended: (secret) => changePassword(secret, (password) => `${password}x`),
  },
  apiKey: {
    access: (key) => key,
    'other-user': (key) => key,
    unknown: createUnknownToken,
    // without a key, the request would lack credentials instead of having wrong ones
    truncated: (key) => truncate(key) || undefined,
    extended: extend,
  },
};

/** Sources for credentials that can be built without a right token or key. */
const independent: Partial<Readonly<Record<Credentials, Readonly<Record<CredentialKind, string>>>>> = {
  empty: { bearer: '', basic: '', apiKey: '' },
  'non-ascii': { bearer: '', basic: '', apiKey: '' },
  unknown: { bearer: 'x'.repeat(32), basic: 'user:password', apiKey: 'x'.repeat(32) },
};

/** Whether credentials of the kind can have this name. */
export const canWriteCredential = (kind: CredentialKind, name: Exclude<Credentials, 'none'>): boolean =>
  writers[kind][name] !== undefined;

/**
 * Returns the named credentials as a request carries them: the value of `Authorization`, or an API key. Undefined if
 * the kind has no such credentials, or if they need a secret that is not given.
 * @param secret the token or key; for HTTP Basic `user:password`
 */
export function writeCredential(
  kind: CredentialKind,
  name: Exclude<Credentials, 'none'>,
  secret: string | undefined,
): string | undefined {
  const source = secret ?? independent[name]?.[kind];
  return source === undefined ? undefined : writers[kind][name]?.(source);
}
