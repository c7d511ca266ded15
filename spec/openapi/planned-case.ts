import type { Case } from './case.ts';
import type { RequestSpec } from './request.ts';

/** The case of an exchange as an archive of this suite states it: without method and body, which the entry has. */
export interface PlannedCase extends Omit<Case, 'request' | 'subcases' | 'fixtures'> {
  request: Omit<RequestSpec, 'method' | 'body'>;
  /** Set for a case that replaces several others. */
  isCombined?: true;
}
