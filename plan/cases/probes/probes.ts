import { authenticationProbes, headProbe, otherSchemeProbe } from './authentication.ts';
import { encodedIdProbe, pathIdProbes } from './path-ids.ts';
import type { Probe } from './probe.ts';
import { protocolProbes } from './protocol.ts';
import { robustnessProbes, trailingDataProbe } from './robustness.ts';
import { securityProbes } from './security.ts';

/** Every probe, in the order of sending. */
export const probes: readonly Probe[] = [
  ...authenticationProbes,
  ...protocolProbes,
  ...robustnessProbes,
  ...securityProbes,
  ...pathIdProbes,
  // of SHOULD clauses that few servers violate
  otherSchemeProbe,
  trailingDataProbe,
  headProbe,
  encodedIdProbe,
];
