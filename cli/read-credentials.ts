import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import type { Contract, SecurityScheme } from '../spec/openapi/contract.ts';
import { findCredentialKind, toCredentialVariable } from '../spec/openapi/security.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

/** The security schemes that operations of the contract use, by name. */
export const collectSchemes = ({ operations }: Contract): Map<string, SecurityScheme> =>
  new Map(operations.flatMap(({ security }) => security.flat()).map((scheme) => [scheme.name, scheme]));

/**
 * Reads the credentials of `--credential` and of the variables `CONFORMANCE_CREDENTIAL_…`, by the name of the security
 * scheme. The command line takes precedence.
 * @throws UsageError for an unknown scheme or a value that cannot be sent. No message contains a secret.
 */
export function readCredentials(
  { credential }: Pick<Options, 'credential'>,
  env: NodeJS.ProcessEnv,
  contract: Contract,
): Map<string, string> {
  const schemes = collectSchemes(contract);
  const names = [...new Set([...listDeclaredSchemes(contract), ...schemes.keys()])];
  const fromOptions = credential.map((text) => parseCredential(text, names));
  const credentials = [...readVariables(env, names), ...fromOptions];
  for (const { scheme, secret, source } of credentials) {
    const defect = findDefect(schemes.get(scheme), secret);
    if (defect !== undefined) throw new UsageError(`${source} ${defect}`);
  }
  return new Map(credentials.map(({ scheme, secret }) => [scheme, secret]));
}

interface GivenCredential {
  scheme: string;
  secret: string;
  /** The source of the value, in the form that messages print. */
  source: string;
}

function listDeclaredSchemes({ document }: Contract): string[] {
  const { components } = document;
  const schemes = isObject(components) ? components.securitySchemes : undefined;
  return isObject(schemes) ? Object.keys(schemes) : [];
}

const formatSchemes = (names: readonly string[]): string =>
  names.length === 0
    ? 'The contract has no security schemes: use --header.'
    : `Schemes: ${names.join(', ')}.`;

function parseCredential(text: string, names: readonly string[]): GivenCredential {
  const [, scheme, secret] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (scheme === undefined || secret === undefined)
    throw new UsageError(
      `--credential must be SCHEME=VALUE, where SCHEME is the name of a security scheme of the contract. ${formatSchemes(names)}`,
    );
  if (!names.includes(scheme))
    throw new UsageError(
      `--credential: the contract has no security scheme with this name.${didYouMean(scheme, names)} ${formatSchemes(names)}`,
    );
  return { scheme, secret, source: `--credential: the value of ${scheme}` };
}

function readVariables(env: NodeJS.ProcessEnv, names: readonly string[]): GivenCredential[] {
  return Object.entries(env).flatMap(([variable, secret = '']) => {
    if (!variable.startsWith('CONFORMANCE_CREDENTIAL_')) return [];
    const own = names.filter((name) => toCredentialVariable(name) === variable);
    if (own.length === 0)
      throw new UsageError(
        `${variable} is set, but the contract has no security scheme with this name.${didYouMean(variable, names.map(toCredentialVariable))} ${formatSchemes(names)}`,
      );
    return own.map((scheme) => ({ scheme, secret, source: variable }));
  });
}

/** Explains why the value cannot be sent as credentials of the scheme; undefined if it can. */
function findDefect(scheme: SecurityScheme | undefined, secret: string): string | undefined {
  const kind = scheme && findCredentialKind(scheme);
  if (scheme && kind === undefined)
    return `cannot be sent: the suite does not support the type of the scheme ${scheme.name}. Use --header.`;
  if (secret === '') return 'is empty. Give it a value or unset it.';
  if (/^\s|\s$/.test(secret)) return 'begins or ends with a space or line break. Remove it.';
  if (kind === 'basic')
    return secret.includes(':') ? undefined : 'must be USER:PASSWORD, separated by a colon.';
  if (scheme?.in === 'query') return undefined; // query parameters are percent-encoded, so any character is allowed
  if (/[^\x20-\x7e]/.test(secret)) return 'has a character that is not allowed in headers. Copy it again.';
  if (kind === 'bearer' && /\s/.test(secret))
    return 'contains a space. Copy the token again, without `Bearer`.';
  if (scheme?.in === 'cookie' && /[\s",;\\]/.test(secret))
    return 'has a character that is not allowed in cookies. Copy it again.';
  return undefined;
}
