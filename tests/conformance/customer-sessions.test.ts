import { testClauses } from './clause-tests.ts';

/**
 * Asked: names that are unknown, almost known, or a stranger's; both ids at once (`customer-sessions/`).
 * Asserted: identity, echo, expiry and freshness of sessions, and isolation between organizations.
 */
testClauses('semantics');
