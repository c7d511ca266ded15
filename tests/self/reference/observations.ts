import { authentication } from './observations/authentication.ts';
import { bodies } from './observations/bodies.ts';
import { members } from './observations/members.ts';
import type { Observation } from './observations/observation.ts';
import { protocol } from './observations/protocol.ts';
import { values } from './observations/values.ts';
import { versions } from './observations/versions.ts';

/** Observed responses of Polar's backend, which the reference must reproduce. */
export const observations: readonly Observation[] = [
  ...authentication,
  ...bodies,
  ...values,
  ...members,
  ...protocol,
  ...versions,
];
