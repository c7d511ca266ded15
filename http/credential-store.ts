import { memoize } from '../spec/memoize.ts';
import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/request.ts';

/** A credential whose value a function of the user fetches. It is fetched again when the target rejects the value. */
export interface FetchedCredential {
  /** The name of the function in messages: `conformance.config.ts: credentials.session`. */
  source: string;
  fetch(): Promise<string>;
}

/** The credentials that the user gives: values, or functions that fetch them. */
export interface GivenCredentials {
  /** Tokens or keys by the name of the security scheme; for HTTP Basic `user:password`. */
  schemes?: ReadonlyMap<string, string | FetchedCredential> | undefined;
  /** A token for the schemes with bearer tokens that have no entry in `schemes`. */
  access?: string | FetchedCredential | undefined;
  /** The names of the security schemes of which `access` is a token, if they are known: it is sent for no other one. */
  accessSchemes?: readonly string[] | undefined;
  unscoped?: string | undefined;
  /** Tokens or keys of another user, by the name of the security scheme. */
  otherUser?: ReadonlyMap<string, string | FetchedCredential> | undefined;
  /**
   * Header fields and cookies of `--header` that hold credentials. They are sent with every request that does not test
   * credentials.
   */
  credentialFields?: readonly PlacedCredential[] | undefined;
}

/** The values of the credentials that a client can send. */
export interface CredentialStore extends GivenCredentials {
  schemes?: ReadonlyMap<string, string> | undefined;
  access?: string | undefined;
  otherUser?: ReadonlyMap<string, string> | undefined;
  /** The session token that the target has issued last. */
  session?: string | undefined;
}

/** A credential and the part of the request that carries it. */
export interface PlacedCredential {
  in: 'header' | 'query' | 'cookie';
  name: string;
  value: string;
  /** The value to record instead of the secret one. Undefined if the redactor replaces the secret. */
  recorded?: string;
}

/**
 * A credential of a security scheme with its place in the request. `credentials` is its name in the request, such as
 * `truncated`.
 */
export interface SchemeCredential extends PlacedCredential {
  scheme: SecurityScheme;
  credentials: Credentials;
}

/** Returns the credentials with values in place of functions, and without those whose value is undefined. */
export function resolveValues(
  { schemes, access, otherUser, ...others }: GivenCredentials,
  getValue: (credential: FetchedCredential) => string | undefined,
): CredentialStore {
  const resolve = (credential: string | FetchedCredential | undefined): string | undefined =>
    typeof credential === 'object' ? getValue(credential) : credential;
  const resolveAll = (credentials: GivenCredentials['schemes']): ReadonlyMap<string, string> =>
    new Map(
      [...(credentials ?? [])].flatMap(([name, credential]) => {
        const value = resolve(credential);
        return value === undefined ? [] : [[name, value] as const];
      }),
    );
  return {
    ...others,
    schemes: resolveAll(schemes),
    access: resolve(access),
    otherUser: resolveAll(otherUser),
  };
}

/** Returns the credentials with samples in place of functions, to find out which credentials a request would carry. */
export const withSamples = memoize(
  (given: GivenCredentials): CredentialStore => resolveValues(given, () => 'user:password'),
);
