import type { Suite } from '../../plan/suite.ts';
import { customerSessions } from './customer-sessions/suite.ts';

/** What is known of operations beyond their documents. */
export const suites: readonly Suite[] = [customerSessions];
