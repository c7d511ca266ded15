import type { Redactor } from '../redaction/redactor.ts';
import type { Credentials, HeaderList } from '../spec/openapi/request.ts';
import type { CredentialStore } from './credential-store.ts';
import { createUnknownToken, UNKNOWN_SCHEME } from './credential-values.ts';

/** Shorter secrets are replaced only in the credentials that are sent: elsewhere, the same text may occur by chance. */
const MIN_SECRET_LENGTH = 8;

const schemePrefix = new RegExp(`^(?:Bearer|Basic|${UNKNOWN_SCHEME}) `, 'i');

export const accessLabel = 'access token';
export const sessionLabel = 'session token';
export const toSecretLabel = (scheme: string): string => `credential ${scheme.slice(0, 60)}`;
export const toOtherLabel = (scheme: string): string => `other ${toSecretLabel(scheme)}`;

/**
 * Returns the value of credentials with a placeholder in place of the secret. Undefined if the redactor replaces the
 * secret, or if the value contains none.
 */
export function recordValue(
  name: Credentials,
  value: string,
  secret: string,
  label: string,
): string | undefined {
  const prefix = schemePrefix.exec(value)?.[0] ?? '';
  if (name === 'truncated' || name === 'truncated-session') return `${prefix}‹part of ${label}›`; // the redactor finds only long parts of a secret
  const isDerived = [
    'access',
    'lowercase',
    'extended',
    'basic',
    'bare',
    'other-scheme',
    'other-user',
  ].includes(name);
  return isDerived && secret.length < MIN_SECRET_LENGTH ? `${prefix}‹${label}›` : undefined;
}

/** Adds the given credentials, and the passwords in them, to the secrets of a redactor. */
export function addCredentialSecrets(
  redactor: Redactor,
  { schemes = new Map(), access, unscoped, otherUser = new Map(), credentialFields = [] }: CredentialStore,
): void {
  if (access !== undefined) {
    redactor.addSecret(accessLabel, access);
    redactor.addSecret('unknown token', createUnknownToken(access));
  }
  if (unscoped !== undefined) redactor.addSecret('unscoped access token', unscoped);
  const named = [
    ...[...schemes].flatMap(([name, secret]) => withPassword(toSecretLabel(name), secret)),
    ...[...otherUser].flatMap(([name, secret]) => withPassword(toOtherLabel(name), secret)),
    ...credentialFields.map(({ in: location, name, value }) => [`${location} ${name}`, value] as const),
  ];
  for (const [label, secret] of named)
    if (secret.length >= MIN_SECRET_LENGTH) redactor.addSecret(label, secret);
}

/** The secret, and the password in it, each with the label. */
const withPassword = (label: string, secret: string): (readonly [string, string])[] =>
  [secret, secret.slice(secret.indexOf(':') + 1)].map((text) => [label, text] as const);

/** Adds the values of header fields that the user gives to the secrets of a redactor. */
export function addHeaderSecrets(redactor: Redactor, headers: HeaderList): void {
  for (const [name, value] of headers)
    if (value.length >= MIN_SECRET_LENGTH) redactor.addSecret(`header ${name}`, value);
}
