import { shippedVersion } from './versions.ts';

/** The choices that the contract leaves to a server. The defaults are those of Polar's backend, August 2026 build. */
export interface Settings {
  /**
   * Whether organizations have members. If so, sessions belong to a member, and their tokens start with `polar_mst_`.
   */
  memberModel: boolean;
  build: 'june' | 'august';
  /** The version of requests that select none. */
  defaultVersion: string;
  /**
   * Whether some customers have `deleted_at` set, and their sessions `modified_at`. The contract allows this, so
   * clients and suites must handle it, although Polar's backend always returns null.
   */
  rareValues: boolean;
  /** Whether UUIDs may be in upper case, without hyphens, in braces, or have the prefix `urn:uuid:`. */
  acceptsUuidVariants: boolean;
  uuidVersions: readonly string[];
  /**
   * The accepted schemes of URLs. Polar's backend accepts only http and https, although `format: uri` allows every
   * scheme.
   */
  urlSchemes: readonly string[] | 'any';
  maxUrlLength: number;
  normalizesUrls: boolean;
  sessionLifetimeMs: number;
  maxBodyBytes: number;
  maxDepth: number;
  /** Whether a chunked request without `Content-Length` is rejected with 411. */
  requiresContentLength: boolean;
  requiredScope: string;
}

const mebibyte = 1024 * 1024;

/** Returns the settings of a build, before behaviours change them. */
export function createSettings(build: Settings['build']): Settings {
  return {
    memberModel: true,
    build,
    defaultVersion: shippedVersion,
    rareValues: true,
    acceptsUuidVariants: true,
    uuidVersions: ['4'],
    urlSchemes: 'any',
    maxUrlLength: 2083,
    normalizesUrls: true,
    sessionLifetimeMs: 3_600_000,
    maxBodyBytes: build === 'august' ? 10 * mebibyte : Number.POSITIVE_INFINITY,
    maxDepth: 1000,
    requiresContentLength: build === 'august',
    requiredScope: 'customer_sessions:write',
  };
}
