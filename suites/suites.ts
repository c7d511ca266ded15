import { customerSessions } from './polar/customer-sessions/suite.ts';
import type { Suite } from './suite.ts';

/** What is known of operations beyond their documents. */
export const suites: readonly Suite[] = [customerSessions];
