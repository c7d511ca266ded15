import type { Behaviour } from './pipeline.ts';
import { effects } from './variants/effects.ts';
import { errorResponses } from './variants/error-responses.ts';
import { representations } from './variants/representations.ts';
import { serializations } from './variants/serializations.ts';
import { settings } from './variants/settings.ts';

/** Conformant behaviours, which can be combined. A run against any of them must not fail. */
export const bookshopVariants: readonly Behaviour[] = [
  ...settings,
  ...errorResponses,
  ...representations,
  ...serializations,
  ...effects,
];
