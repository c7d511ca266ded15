import { testClauses } from './clause-tests.ts';

/**
 * Sent: unknown ids, variations of known ids, ids of another organization, and both kinds of id at once
 * (`suites/polar/customer-sessions/`). Checked: the customer, expiry and token of sessions, values that the response
 * takes from the request, and isolation between organizations.
 */
testClauses('semantics');
