import type { FetchedCredential } from '../http/credential-store.ts';
import { UsageError } from '../http/usage-error.ts';
import { isObject } from '../spec/json.ts';
import type { Contract, SecurityScheme } from '../spec/openapi/contract.ts';
import {
  findCredentialKind,
  toCredentialVariable,
  toOtherCredentialVariable,
} from '../spec/openapi/security.ts';
import type { Secret } from './extensions.ts';
import type { Options } from './parse-options.ts';
import { didYouMean } from './suggest.ts';

/** The security schemes that operations of the contract use, by name. */
export const collectSchemes = ({ operations }: Contract): Map<string, SecurityScheme> =>
  new Map(operations.flatMap(({ security }) => security.flat()).map((scheme) => [scheme.name, scheme]));

/** Where the credentials of a user are given: an option, the property of a configuration, and environment variables. */
interface CredentialSource {
  option: 'credential' | 'otherCredential';
  /** The option as the user types it. */
  flag: string;
  property: 'credentials' | 'otherCredentials';
  toVariable(scheme: string): string;
}

const ownCredentials: CredentialSource = {
  ...{ option: 'credential', flag: '--credential' },
  ...{ property: 'credentials', toVariable: toCredentialVariable },
};
const otherCredentials: CredentialSource = {
  ...{ option: 'otherCredential', flag: '--other-credential' },
  ...{ property: 'otherCredentials', toVariable: toOtherCredentialVariable },
};

type CredentialOptions = Pick<Options, 'credential' | 'otherCredential' | 'configured' | 'dryRun'>;

/**
 * Reads the credentials of `--credential`, of the variables `CONFORMANCE_CREDENTIAL_…`, and of the configuration, in
 * this order of precedence, by the name of the security scheme.
 * @throws UsageError for an unknown scheme or a value that cannot be sent. No message contains a secret.
 */
export const readCredentials = (options: CredentialOptions, env: NodeJS.ProcessEnv, contract: Contract) =>
  readFrom(ownCredentials, options, env, contract);

/** Reads the credentials of another user, as `readCredentials` does. */
export const readOtherCredentials = (
  options: CredentialOptions,
  env: NodeJS.ProcessEnv,
  contract: Contract,
) => readFrom(otherCredentials, options, env, contract);

function readFrom(
  from: CredentialSource,
  { configured, dryRun, ...options }: CredentialOptions,
  env: NodeJS.ProcessEnv,
  contract: Contract,
): Map<string, string | FetchedCredential> {
  const schemes = collectSchemes(contract);
  const names = [...new Set([...listDeclaredSchemes(contract), ...schemes.keys()])];
  const fromOptions = options[from.option].map((text) => parseCredential(text, names, from));
  const credentials = [...readVariables(env, names, from), ...fromOptions];
  const values = credentials.map(({ scheme, secret, source }) => {
    checkSecret(schemes.get(scheme), secret, source);
    return [scheme, secret] as const;
  });
  const given = new Set(values.map(([scheme]) => scheme));
  const others = Object.entries(configured[from.property] ?? {}).flatMap(([scheme, secret]) => {
    const source = `${configured.source}${from.property}.${scheme}`;
    if (!names.includes(scheme)) throw createUnknownSchemeError(source, scheme, names);
    if (given.has(scheme)) return [];
    const resolved = resolveSecret(secret, source, schemes.get(scheme), dryRun);
    return resolved === undefined ? [] : [[scheme, resolved] as const];
  });
  return new Map([...others, ...values]);
}

/**
 * Returns the value of a secret of the configuration, or the function that fetches it.
 * @param mayMiss whether a variable that is not set is the same as no secret
 * @throws UsageError for a variable that is not set, or a value that cannot be sent
 */
export function resolveSecret(
  secret: Secret,
  source: string,
  scheme: SecurityScheme | undefined,
  mayMiss: boolean,
): string | FetchedCredential | undefined {
  if (typeof secret === 'function')
    return { source, fetch: async () => checkFetched(scheme, await secret()) };
  const value = typeof secret === 'string' ? secret : process.env[secret.env];
  if (typeof secret === 'object' && !value) {
    if (mayMiss) return undefined;
    throw new UsageError(`${source}: ${secret.env} is not set. Set it in the environment.`);
  }
  if (value !== undefined) checkSecret(scheme, value, source);
  return value;
}

/** @throws Error for a value that a function returned and that cannot be sent */
function checkFetched(scheme: SecurityScheme | undefined, value: unknown): string {
  if (typeof value !== 'string')
    throw new Error(`it returned ${value === null ? 'null' : typeof value}; it must return a string`);
  const defect = findDefect(scheme, value);
  if (defect !== undefined) throw new Error(`the value that it returned ${defect}`);
  return value;
}

/** @throws UsageError for a value that cannot be sent */
function checkSecret(scheme: SecurityScheme | undefined, secret: string, source: string): void {
  const defect = findDefect(scheme, secret);
  if (defect !== undefined) throw new UsageError(`${source} ${defect}`);
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

const createUnknownSchemeError = (source: string, scheme: string, names: readonly string[]): UsageError =>
  new UsageError(
    `${source}: the contract has no security scheme with this name.${didYouMean(scheme, names)} ${formatSchemes(names)}`,
  );

function parseCredential(
  text: string,
  names: readonly string[],
  { flag }: CredentialSource,
): GivenCredential {
  const [, scheme, secret] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (scheme === undefined || secret === undefined)
    throw new UsageError(
      `${flag} must be SCHEME=VALUE, where SCHEME is the name of a security scheme of the contract. ${formatSchemes(names)}`,
    );
  if (!names.includes(scheme)) throw createUnknownSchemeError(flag, scheme, names);
  return { scheme, secret, source: `${flag}: the value of ${scheme}` };
}

function readVariables(
  env: NodeJS.ProcessEnv,
  names: readonly string[],
  { toVariable }: CredentialSource,
): GivenCredential[] {
  return Object.entries(env).flatMap(([variable, secret = '']) => {
    if (!variable.startsWith(toVariable(''))) return [];
    const own = names.filter((name) => toVariable(name) === variable);
    if (own.length === 0)
      throw new UsageError(
        `${variable} is set, but the contract has no security scheme with this name.${didYouMean(variable, names.map(toVariable))} ${formatSchemes(names)}`,
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
