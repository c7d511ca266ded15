import { authentication } from './facts/authentication.ts';
import { bodies } from './facts/bodies.ts';
import type { Fact } from './facts/fact.ts';
import { members } from './facts/members.ts';
import { protocol } from './facts/protocol.ts';
import { values } from './facts/values.ts';

/** What was observed of Polar's backend, line by line. */
export const facts: readonly Fact[] = [...authentication, ...bodies, ...values, ...members, ...protocol];
