import type { Variant } from '../pipeline.ts';

/** Variants with other choices that the contract leaves to a server. */
export const settings: readonly Variant[] = [
  {
    id: 'member-model-off',
    description:
      'The member model is off: sessions belong to customers, and member fields are validated and ignored',
    settings: { memberModel: false },
  },
  {
    id: 'june',
    description: 'The June 2026 build: no limit for the size of the body, fewer headers, no versions',
    onlyVersions: false,
    settings: { build: 'june', maxBodyBytes: Number.POSITIVE_INFINITY, requiresContentLength: false },
  },
  {
    id: 'as-observed',
    description: 'Return URLs must be http or https, and values that Polar never returns are not returned',
    settings: { urlSchemes: ['http:', 'https:'], rareValues: false },
  },
  {
    id: 'strict-uuids',
    description: 'UUIDs must be in lower case with hyphens',
    settings: { acceptsUuidVariants: false },
  },
  {
    id: 'url-as-sent',
    description: 'The return URL is not normalized',
    settings: { normalizesUrls: false },
  },
  {
    id: 'small-bodies',
    description: 'Bodies larger than 64 KiB are rejected with 413',
    settings: { maxBodyBytes: 65_536 },
  },
  {
    id: 'shallow',
    description: 'JSON with more than 64 levels is rejected with 400',
    settings: { maxDepth: 64 },
  },
  { id: 'day-long', description: 'Sessions expire after a day', settings: { sessionLifetimeMs: 86_400_000 } },
];
