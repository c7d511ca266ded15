import { testClauses } from './clause-tests.ts';

/**
 * Asked: other methods, paths, media types and spellings (`plan/probes.ts`); and all other requests.
 * Asserted: status, media type, framing and header fields follow the document and HTTP (`oracles/rules/protocol.ts`).
 */
testClauses('protocol');
