/** What a server may decide; the defaults are those of Polar's backend, the August 2026 build. */
export interface Settings {
  /** Organizations with members: sessions belong to a member and their tokens start with `polar_mst_`. */
  memberModel: boolean;
  build: 'june' | 'august';
  /**
   * Some customers have `deleted_at` set, and their sessions `modified_at`. Polar's backend never returns either set;
   * the contract allows it, and so clients and suites should see it.
   */
  rareValues: boolean;
  /** Upper case, undashed, braced and `urn:uuid:` spellings are read. */
  lenientUuids: boolean;
  uuidVersions: readonly string[];
  /** Polar's backend takes http and https only, though `format: uri` promises more. */
  urlSchemes: readonly string[] | 'any';
  maxUrlLength: number;
  normalisesUrls: boolean;
  /** Of a session, in milliseconds. */
  lifetime: number;
  maxBodyBytes: number;
  maxDepth: number;
  /** 411 without a content length. */
  requiresLength: boolean;
  scope: string;
}

const mebibyte = 1024 * 1024;

/** The settings of a build, before any deviation. */
export function settingsOf(build: Settings['build']): Settings {
  return {
    memberModel: true,
    build,
    rareValues: true,
    lenientUuids: true,
    uuidVersions: ['4'],
    urlSchemes: 'any',
    maxUrlLength: 2083,
    normalisesUrls: true,
    lifetime: 3_600_000,
    maxBodyBytes: build === 'august' ? 10 * mebibyte : Number.POSITIVE_INFINITY,
    maxDepth: 1000,
    requiresLength: build === 'august',
    scope: 'customer_sessions:write',
  };
}
