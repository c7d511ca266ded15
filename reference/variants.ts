import type { Deviation } from './pipeline.ts';
import { messages } from './variants/messages.ts';
import { refusals } from './variants/refusals.ts';
import { rules } from './variants/rules.ts';
import { sessions } from './variants/sessions.ts';

/** Other conformant behaviour, to be combined at will: none of it may fail a run. */
export const variants: readonly Deviation[] = [...rules, ...sessions, ...refusals, ...messages];
