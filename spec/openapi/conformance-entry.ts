import type { TransportFailure } from './exchange.ts';
import type { PlannedCase } from './planned-case.ts';

/** The field `_conformance` of an archive entry: what this suite knows and HTTP Archive cannot represent. */
export interface ConformanceEntry {
  case: PlannedCase;
  failure?: TransportFailure;
  /** Whether `content.text` is the whole body, with secrets replaced. */
  isWholeBody: boolean;
  /** Why the body is not JSON. */
  unreadable?: string;
}
