import { testClauses } from './clause-tests.ts';

/**
 * Sent: nothing.
 * Checked: the document is consistent: examples, defaults and required names match their schemas (`spec/document/`).
 */
testClauses('contract');
