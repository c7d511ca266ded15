import type { Case } from './case.ts';
import type { TransportFailure } from './exchange.ts';
import type { RequestSpec } from './request.ts';

/** What an archive of this suite states about the case of an exchange, in addition to the request. */
export interface PlannedCase
  extends Pick<Case, 'operation' | 'kind' | 'covers' | 'role' | 'mayBeRejected' | 'violation'>,
    Pick<RequestSpec, 'credentials' | 'scheme'> {
  /** Set for a case that replaces several others. */
  isCombined?: true;
}

/** The field `_conformance` of an archive entry: what this suite knows and HTTP Archive cannot represent. */
export interface ConformanceEntry {
  case: PlannedCase;
  failure?: TransportFailure;
  /** Whether `content.text` is the whole body, with secrets replaced. */
  isWholeBody: boolean;
  /** Why the body is not JSON. */
  unreadable?: string;
}
