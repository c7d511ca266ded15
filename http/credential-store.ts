import type { SecurityScheme } from '../spec/openapi/contract.ts';
import type { Credentials } from '../spec/openapi/request.ts';

/** The credentials that the user gives. */
export interface GivenCredentials {
  /** By the name of the security scheme: a token or key, of HTTP Basic `user:password`. */
  schemes?: ReadonlyMap<string, string> | undefined;
  /** A token for every scheme with bearer tokens without credentials in `schemes`. */
  access?: string | undefined;
  unscoped?: string | undefined;
  /** Header fields and cookies that hold credentials. They are sent with every request that does not test credentials. */
  byHand?: readonly PlacedCredential[] | undefined;
}

/** What a client holds. */
export interface CredentialStore extends GivenCredentials {
  /** The session token that the target has issued last. */
  session?: string | undefined;
}

/** A credential and the part of the request that carries it. */
export interface PlacedCredential {
  in: 'header' | 'query' | 'cookie';
  name: string;
  value: string;
  /** The value as it is recorded. Undefined: the redactor replaces the secret in it. */
  recorded?: string;
}

/** A placed credential of a security scheme, with the name that the request has for it. */
export interface SchemeCredential extends PlacedCredential {
  scheme: SecurityScheme;
  credentials: Credentials;
}
