import type { Behaviour } from './pipeline.ts';
import { errorResponses } from './variants/error-responses.ts';
import { serializations } from './variants/serializations.ts';
import { sessionBodies } from './variants/session-bodies.ts';
import { settings } from './variants/settings.ts';

/** Conformant behaviours, which can be combined. A run against any of them must not fail. */
export const variants: readonly Behaviour[] = [
  ...settings,
  ...sessionBodies,
  ...errorResponses,
  ...serializations,
];
