import type { SchemeCredential } from '../../http/credential-store.ts';
import { writeCredential } from '../../http/credential-values.ts';
import type { Credentials } from '../../spec/openapi/request.ts';
import {
  type CredentialKind,
  findCredentialKind,
  toCredentialVariable,
} from '../../spec/openapi/security.ts';
import { quoteText } from './quote-code.ts';

type Writer = (secret: string) => string;

const toBase64: Writer = (secret) => `Buffer.from(${secret}).toString('base64')`;
const truncate: Writer = (secret) => `${secret}.replace(/[^=]?=*$/, '')`;
const replace: Writer = (secret) => `${secret}.replace(/^((?:[a-z]+_)*).*$/, '$1${'Unknown0'.repeat(4)}')`;
const extend: Writer = (secret) => `${secret}.replace(/=*$/, 'x$&')`;
const join =
  (scheme: string, write: Writer = (secret) => secret): Writer =>
  (secret) =>
    `\`${scheme} \${${write(secret)}}\``;

/** The code that writes credentials which depend on a secret, as `writeCredential` does. */
const writers: Readonly<Record<CredentialKind, Partial<Readonly<Record<Credentials, Writer>>>>> = {
  bearer: {
    access: join('Bearer'),
    lowercase: join('bearer'),
    unknown: join('Bearer', replace),
    truncated: join('Bearer', truncate),
    extended: join('Bearer', extend),
    basic: join('Basic', (secret) => toBase64(`\`\${${secret}}:\``)),
    bare: (secret) => secret,
    unscoped: join('Bearer'),
  },
  basic: {
    access: join('Basic', toBase64),
    lowercase: join('basic', toBase64),
    truncated: join('Basic', (secret) => toBase64(`${secret}.slice(0, -1)`)),
    extended: join('Basic', (secret) => toBase64(`\`\${${secret}}x\``)),
  },
  apiKey: { access: (secret) => secret, unknown: replace, truncated: truncate, extended: extend },
};

/** Credentials as code, and the environment variable with the secret that the code reads. */
export interface CredentialCode {
  code: string;
  variable?: string;
}

/**
 * Returns the code that writes the credentials of a request, or undefined for a token that an earlier response issued.
 * @param ofSuite whether the suite of the operation has variables for its tokens
 */
export function writeCredentialCode(
  { scheme, credentials }: SchemeCredential,
  ofSuite: boolean,
): CredentialCode | undefined {
  const kind = findCredentialKind(scheme);
  if (kind === undefined || credentials === 'none') return undefined;
  const write = writers[kind][credentials];
  if (write === undefined) {
    const value = writeCredential(kind, credentials, undefined);
    return value === undefined ? undefined : { code: quoteText(value) };
  }
  const variable =
    credentials === 'unscoped'
      ? 'POLAR_UNSCOPED_ACCESS_TOKEN'
      : ofSuite
        ? 'POLAR_ACCESS_TOKEN'
        : toCredentialVariable(scheme.name);
  return { code: write(`getSecret('${variable}')`), variable };
}
