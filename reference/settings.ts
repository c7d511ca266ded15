/** The choices that the contract leaves to a server. The defaults are those of Polar's backend, August 2026 build. */
export interface Settings {
  /** True if organizations have members: sessions belong to a member, and their tokens start with `polar_mst_`. */
  memberModel: boolean;
  build: 'june' | 'august';
  /**
   * True if some customers have `deleted_at` set, and their sessions `modified_at`. The contract allows both, so clients
   * and suites should see them, but Polar's backend never returns them set.
   */
  rareValues: boolean;
  /** True if upper-case, undashed, braced and `urn:uuid:` forms of UUIDs are accepted. */
  acceptsUuidVariants: boolean;
  uuidVersions: readonly string[];
  /** Polar's backend accepts http and https only, although `format: uri` allows every scheme. */
  urlSchemes: readonly string[] | 'any';
  maxUrlLength: number;
  normalizesUrls: boolean;
  sessionLifetimeMs: number;
  maxBodyBytes: number;
  maxDepth: number;
  /** True if a chunked request without `Content-Length` is rejected with 411. */
  requiresContentLength: boolean;
  requiredScope: string;
}

const mebibyte = 1024 * 1024;

/** The settings of a build, before behaviours change them. */
export function createSettings(build: Settings['build']): Settings {
  return {
    memberModel: true,
    build,
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
