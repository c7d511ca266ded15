import type { PlanContext } from '../../plan/context.ts';
import { findBodyPrefix } from '../../plan/execute/replay.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { findAllowedStatuses } from './allowed-statuses.ts';
import type { Check } from './render-test.ts';
import { writeShape } from './shape-code.ts';

/** Clauses about the connection, of which `fetch` shows nothing. */
const aboutConnection = /\/protocol:(?:answered|framing)$/;

/** Whether `judgeExchange` of the package judges the clause by the response alone. */
const isAboutResponse = ({ id, family, keyword }: Clause): boolean =>
  keyword !== undefined ||
  ['response shape', 'discriminator'].includes(family) ||
  (family === 'protocol' && !aboutConnection.test(id)) ||
  id.includes('/authentication:challenge');

/**
 * Selects how an exported test judges the response: by its status, by a value in its body, or with the package.
 * Undefined if a test cannot judge the clause, because it depends on other exchanges or on rules of a suite.
 */
export function selectCheck(
  context: PlanContext,
  theCase: Case,
  clause: Clause,
  contract: string | undefined,
): Check | undefined {
  // a clause about errors does not apply when a correct server accepts the request
  const conditions =
    clause.family === 'errors' ? undefined : findAllowedStatuses(context, theCase, clause.id);
  if (conditions) return { by: 'status', conditions };
  const shape = writeShape(context.model, clause.id);
  if (shape) return { by: 'shape', shape };
  if (theCase.suiteOnly || !isAboutResponse(clause)) return undefined;
  // A value that was wrong may now be absent or null: its clause does not apply then, but others of the body do.
  const evidence = findBodyPrefix(clause) ?? clause.id;
  return { by: 'package', operation: clause.operation, contract, evidence };
}
