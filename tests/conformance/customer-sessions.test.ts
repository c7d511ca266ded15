import { testClauses } from './clause-tests.ts';

/**
 * Sent: ids that are unknown, nearly known, or of another organization, and both ids at once (`suites/polar/customer-sessions/`).
 * Checked: identity, echo, expiry and freshness of sessions, and isolation between organizations.
 */
testClauses('semantics');
