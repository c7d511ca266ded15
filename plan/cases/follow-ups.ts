import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { FollowUp } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';

/** Creates the cases of the requests that the exchanges of the operation make possible. */
export const createFollowUpCases = (
  { model: { operation }, suite, suiteContext }: PlanContext,
  exchanges: readonly Exchange[],
): Case[] => {
  const own = exchanges.filter((exchange) => exchange.case.operation === operation.id);
  const followUps = suite?.followUps?.createRequests(own, suiteContext) ?? [];
  return followUps.map((followUp) => createFollowUpCase(operation.id, followUp));
};

const createFollowUpCase = (
  operation: string,
  { name, role, description, path, credentials, token }: FollowUp,
): Case => ({
  id: `${operation}/follow-up/${name}`,
  ...{ operation, kind: 'probe', description, role, covers: [], suiteOnly: true },
  request: {
    ...{ method: 'GET', path, headers: [['Accept', 'application/json']], credentials },
    ...(token !== undefined && { token }),
  },
});
