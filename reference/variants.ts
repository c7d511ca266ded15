import type { Variant } from './pipeline.ts';
import { errorResponses } from './variants/error-responses.ts';
import { portals } from './variants/portals.ts';
import { serializations } from './variants/serializations.ts';
import { sessionBodies } from './variants/session-bodies.ts';
import { settings } from './variants/settings.ts';
import { versions } from './variants/versions.ts';

/** Conformant behaviours, which can be combined. A run against any of them must not fail. */
export const variants: readonly Variant[] = [
  ...settings,
  ...sessionBodies,
  ...errorResponses,
  ...serializations,
  ...portals,
  ...versions,
];
