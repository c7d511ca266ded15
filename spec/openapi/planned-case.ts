import type { Case } from './case.ts';
import type { RequestSpec } from './request.ts';

/** What an archive of this suite states about the case of an exchange, in addition to the request. */
export interface PlannedCase
  extends Pick<Case, 'operation' | 'kind' | 'covers' | 'role' | 'mayBeRejected' | 'violation'>,
    Pick<RequestSpec, 'credentials' | 'scheme'> {
  /** Set for a case that replaces several others. */
  isCombined?: true;
}
