import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/request.ts';

/** The credentials that the user gives. */
export interface GivenCredentials {
  /** Tokens or keys by the name of the security scheme; for HTTP Basic `user:password`. */
  schemes?: ReadonlyMap<string, string> | undefined;
  /** A token for the schemes with bearer tokens that have no entry in `schemes`. */
  access?: string | undefined;
  unscoped?: string | undefined;
  /**
   * Header fields and cookies of `--header` that hold credentials. They are sent with every request that does not test
   * credentials.
   */
  credentialFields?: readonly PlacedCredential[] | undefined;
}

/** The credentials that a client can send. */
export interface CredentialStore extends GivenCredentials {
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
