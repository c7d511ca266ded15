import { authenticationProbes } from './authentication.ts';
import type { Probe } from './probe.ts';
import { protocolProbes } from './protocol.ts';
import { robustnessProbes } from './robustness.ts';

/** Every probe, in the order of sending. */
export const probes: readonly Probe[] = [...authenticationProbes, ...protocolProbes, ...robustnessProbes];
