import type { Credentials } from '../spec/openapi/request.ts';
import type { CredentialKind } from '../spec/openapi/security.ts';

const encodeBase64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** Returns a token with the prefix and length of the given one that was never issued. */
export function createUnknownToken(token: string): string {
  const prefix = /^(?:[a-z]+_)+/.exec(token)?.[0] ?? '';
  return `${prefix}${'Unknown0'.repeat(64).slice(0, Math.max(8, token.length - prefix.length))}`;
}

/** Removes the last character; also the padding after it, which decoders of base64 ignore. */
const truncate = (secret: string): string => secret.replace(/[^=]?=*$/, '');

/** Adds a character, before the padding of base64: decoders may ignore what follows it. */
const extend = (secret: string): string => secret.replace(/=*$/, (padding) => `x${padding}`);

/** Changes the password of `user:password` (RFC 7617 section 2). Undefined if it is empty. */
function changePassword(secret: string, change: (password: string) => string): string | undefined {
  const colon = secret.indexOf(':');
  const password = secret.slice(colon + 1);
  return password === '' ? undefined : `Basic ${encodeBase64(secret.slice(0, colon + 1) + change(password))}`;
}

type Writer = (secret: string) => string | undefined;

const writeBearer: Writer = (token) => `Bearer ${token}`;

/** Writes credentials of each kind by their name. A kind has only the names that it lists. */
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
    'non-ascii': () => writeBearer('töken'),
    session: writeBearer,
    unscoped: writeBearer,
  },
  basic: {
    access: (secret) => `Basic ${encodeBase64(secret)}`,
    lowercase: (secret) => `basic ${encodeBase64(secret)}`,
    unknown: (secret) => `Basic ${encodeBase64(secret.split(':').map(createUnknownToken).join(':'))}`,
    truncated: (secret) => changePassword(secret, (password) => password.slice(0, -1)),
    extended: (secret) => changePassword(secret, (password) => `${password}x`),
  },
  apiKey: {
    access: (key) => key,
    unknown: createUnknownToken,
    truncated: (key) => truncate(key) || undefined, // an empty key would be a missing one
    extended: extend,
  },
};

/** Credentials that are built without the right ones. */
const independent: Partial<Readonly<Record<Credentials, Readonly<Record<CredentialKind, string>>>>> = {
  empty: { bearer: '', basic: '', apiKey: '' },
  'non-ascii': { bearer: '', basic: '', apiKey: '' },
  unknown: { bearer: 'x'.repeat(32), basic: 'user:password', apiKey: 'x'.repeat(32) },
};

/** Whether credentials of the kind can have this name. */
export const canWriteCredential = (kind: CredentialKind, name: Exclude<Credentials, 'none'>): boolean =>
  writers[kind][name] !== undefined;

/**
 * Returns the named credentials in the form in which a request carries them: the value of `Authorization`, or an API key.
 * Undefined if the kind has none with this name, or if they cannot be built without the right credentials.
 * @param secret the token or key; of HTTP Basic, `user:password`
 */
export function writeCredential(
  kind: CredentialKind,
  name: Exclude<Credentials, 'none'>,
  secret: string | undefined,
): string | undefined {
  const source = secret ?? independent[name]?.[kind];
  return source === undefined ? undefined : writers[kind][name]?.(source);
}
