import type { FetchedCredential, GivenCredentials, PlacedCredential } from '../http/credential-store.ts';
import type { Contract, SecurityScheme } from '../spec/openapi/contract.ts';
import type { HeaderList } from '../spec/openapi/request.ts';
import { findCredentialKind } from '../spec/openapi/security.ts';
import { findTokenSchemes } from '../suites/api-knowledge.ts';
import type { Fixtures } from '../suites/fixtures.ts';
import { suites } from '../suites/suites.ts';
import { parseHeaders } from './parse-headers.ts';
import type { Options } from './parse-options.ts';
import { collectSchemes, readCredentials, readOtherCredentials, resolveSecret } from './read-credentials.ts';

/** The credentials of a run, and the other header fields of `--header`. */
export interface ResolvedCredentials {
  credentials: GivenCredentials;
  headers: HeaderList;
}

/**
 * Finds the credentials for the security schemes of the contract: in `--credential`, its variables and the
 * configuration, in `--header`, and in the access token, in this order.
 * @throws UsageError for a value that cannot be sent
 */
export function resolveCredentials(
  options: Pick<
    Options,
    'credential' | 'otherCredential' | 'accessToken' | 'header' | 'configured' | 'dryRun'
  >,
  env: NodeJS.ProcessEnv,
  contract: Contract,
  fixtures: Fixtures,
): ResolvedCredentials {
  const schemes = [...collectSchemes(contract).values()];
  const given = readCredentials(options, env, contract);
  const { credentialFields, headers } = separateCredentials(parseHeaders(options.header), schemes);
  const fromHeaders = schemes.flatMap((scheme) => {
    const secret = findSecret(scheme, credentialFields);
    return secret === undefined ? [] : [[scheme.name, secret] as const];
  });
  const access = options.accessToken ?? resolveAccessToken(options) ?? fixtures.accessToken;
  const apis = suites.flatMap(({ api }) => api ?? []);
  return {
    credentials: {
      schemes: new Map([...fromHeaders, ...given]),
      access,
      accessSchemes: typeof access === 'string' ? findTokenSchemes(apis, contract, access) : undefined,
      unscoped: fixtures.unscopedAccessToken,
      otherUser: readOtherCredentials(options, env, contract),
      credentialFields,
    },
    headers,
  };
}

function resolveAccessToken({
  configured: { accessToken, source },
  dryRun,
}: Pick<Options, 'configured' | 'dryRun'>): string | FetchedCredential | undefined {
  return accessToken === undefined
    ? undefined
    : resolveSecret(accessToken, `${source}accessToken`, undefined, dryRun);
}

/** Separates the header fields that hold credentials: `Authorization`, cookies, and the API keys of the contract. */
function separateCredentials(
  fields: HeaderList,
  schemes: readonly SecurityScheme[],
): { credentialFields: PlacedCredential[]; headers: HeaderList } {
  const names = new Set(
    schemes.flatMap(({ in: location, parameter = '' }) =>
      location === 'header' ? [parameter.toLowerCase()] : [],
    ),
  );
  const isCredential = (name: string): boolean =>
    ['authorization', 'cookie'].includes(name.toLowerCase()) || names.has(name.toLowerCase());
  return {
    credentialFields: fields
      .filter(([name]) => isCredential(name))
      .flatMap(([name, value]) => toPlaced(name, value)),
    headers: fields.filter(([name]) => !isCredential(name)),
  };
}

function toPlaced(field: string, value: string): PlacedCredential[] {
  if (field.toLowerCase() !== 'cookie')
    return [{ in: 'header', name: field, value, recorded: `‹header ${field}›` }];
  return value.split(/; */).flatMap((pair): PlacedCredential[] => {
    const [, name, text] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (name === undefined || text === undefined) return [];
    return [{ in: 'cookie', name, value: text, recorded: `‹cookie ${name}›` }];
  });
}

/** Returns the secret of the scheme from credentials given in header fields; undefined if they contain none. */
function findSecret(
  scheme: SecurityScheme,
  credentialFields: readonly PlacedCredential[],
): string | undefined {
  const kind = findCredentialKind(scheme);
  if (kind === undefined) return undefined;
  if (kind === 'apiKey') return findValue(credentialFields, scheme.in, scheme.parameter);
  const authorization = findValue(credentialFields, 'header', 'authorization');
  const [, name = '', token = ''] = /^(\S+) +(\S+)$/.exec(authorization ?? '') ?? [];
  if (name.toLowerCase() !== kind) return undefined;
  return kind === 'bearer' ? token : Buffer.from(token, 'base64').toString('utf8');
}

const findValue = (
  credentialFields: readonly PlacedCredential[],
  location: SecurityScheme['in'],
  name = '',
): string | undefined =>
  credentialFields.find(
    (each) =>
      each.in === location &&
      (location === 'header' ? each.name.toLowerCase() === name.toLowerCase() : each.name === name),
  )?.value;
