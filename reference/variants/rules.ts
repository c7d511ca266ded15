import type { Deviation } from '../pipeline.ts';

/** Other rules for what is taken and kept. */
export const rules: readonly Deviation[] = [
  {
    id: 'member-model-off',
    says: 'sessions belong to customers; member fields are checked and ignored',
    settings: { memberModel: false },
  },
  {
    id: 'june',
    says: 'the June 2026 build: no limits on the body, fewer headers',
    settings: { build: 'june', maxBodyBytes: Number.POSITIVE_INFINITY, requiresLength: false },
  },
  {
    id: 'as-observed',
    says: 'return URLs are http or https, and nothing is returned that Polar never returns',
    settings: { urlSchemes: ['http:', 'https:'], rareValues: false },
  },
  {
    id: 'strict-uuids',
    says: 'UUIDs are read in lower case with dashes only',
    settings: { lenientUuids: false },
  },
  { id: 'url-as-sent', says: 'a return URL comes back as it was sent', settings: { normalisesUrls: false } },
  {
    id: 'small-bodies',
    says: 'bodies of more than 64 KiB are answered with 413',
    settings: { maxBodyBytes: 65_536 },
  },
  { id: 'shallow', says: 'JSON of more than 64 levels is answered with 400', settings: { maxDepth: 64 } },
  { id: 'day-long', says: 'sessions last a day', settings: { lifetime: 86_400_000 } },
];
