import type { Behaviour } from '../pipeline.ts';

/** Variants with other choices that the document leaves to a server. */
export const settings: readonly Behaviour[] = [
  {
    id: 'bookshop/status-422',
    description: 'Invalid requests are answered with 422 instead of 400 where both are documented',
    settings: { problemStatus: 422 },
  },
  {
    id: 'bookshop/fractionless-numbers',
    description: 'The text `1.0` is accepted as an integer',
    settings: { readsFractionlessNumbers: true },
  },
  {
    id: 'bookshop/validation-first',
    description: 'Requests are validated before their credentials are checked',
    settings: { validatesFirst: true },
  },
  {
    id: 'bookshop/lookup-first',
    description: 'Resources are looked up before the request is validated',
    settings: { looksUpFirst: true },
  },
  {
    id: 'bookshop/absolute-locations',
    description: '`Location` is an absolute URL of the server',
    settings: { absoluteLocations: true },
  },
  { id: 'bookshop/weak-etags', description: 'Every `ETag` is weak', settings: { weakETags: true } },
  {
    id: 'bookshop/no-conditions',
    description: '`If-None-Match` is ignored: a book is always returned',
    settings: { ignoresIfNoneMatch: true },
  },
  {
    id: 'bookshop/small-bodies',
    description: 'Bodies larger than 64 KiB are rejected with 413',
    settings: { maxBodyBytes: 65_536 },
  },
  {
    id: 'bookshop/shallow',
    description: 'JSON with more than 32 levels is rejected',
    settings: { maxDepth: 32 },
  },
];
