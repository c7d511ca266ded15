import { testClauses } from './clause-tests.ts';

/**
 * Sent: probes of methods, paths, media types and spellings (`plan/cases/probes/protocol.ts`), and all other requests.
 * Checked: status, media type, framing and header fields follow the document and HTTP (`oracles/rules/protocol.ts`).
 */
testClauses('protocol');
