import type { Clause, Family } from '../../spec/clauses/clause.ts';
import type { OperationCoverage } from '../../spec/clauses/operation-coverage.ts';
import { resourceRules } from '../../spec/clauses/resource-rules.ts';
import { deliveryRules } from '../../spec/clauses/rules/deliveries.ts';
import { noProbe } from '../../spec/clauses/rules/rule.ts';
import { rules } from '../../spec/clauses/rules.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isWebhookId } from '../../spec/openapi/operation-labels.ts';
import type { PlanContext } from '../context.ts';
import type { UnsentCases } from '../execute/model.ts';
import type { Explanation } from './explanation.ts';
import { formatMissingFixtures, formatRequestRemedy } from './remedies.ts';

const ruleReasons = new Map(
  [...rules, ...resourceRules, ...deliveryRules].map((rule) => [rule.name as string, rule.unverifiedReason]),
);

const noValidRequest = 'no valid request is known';

const notSent = 'no valid request with this was sent';

const refusalsProveNothing = 'refusals prove nothing: no valid request of the operation was accepted';

/** The families whose clauses can be judged only after an accepted request. */
const needsSuccess: readonly Family[] = ['valid requests', 'invalid requests', 'response shape', 'semantics'];

/**
 * Explains why no exchange judged a clause, and what the user can do. Reasons are a missing fixture, an operation that
 * accepted nothing, an unsupported schema, a request that was not sent, or a response without the value.
 * @param status the status of the last response to a request for the clause
 */
export function explainUnverified(
  clause: Clause,
  context: PlanContext | undefined,
  unsent: UnsentCases | undefined,
  coverage: OperationCoverage | undefined,
  status?: number,
): Explanation {
  if (clause.unsupported !== undefined) return { reason: clause.unsupported, remedy: undefined };
  const name = clause.id.slice(clause.operation.length + 1);
  const bySuite = context && (explainBySuite(name, context) ?? explainByOwnRule(name, context));
  if (bySuite?.remedy !== undefined) return bySuite;
  const obstacle = coverage?.obstacle;
  const usual = bySuite?.reason ?? ruleReasons.get(name) ?? explainByFamily(clause, context);
  const reason = status === undefined ? usual : explainByStatus(usual, status);
  const isUnaccepted = needsSuccess.includes(clause.family) || reason === noValidRequest;
  const isAboutCredentials =
    obstacle?.isMissingCredential || obstacle?.isOtherCredential || obstacle?.isRejection;
  if (obstacle && (isUnaccepted || isAboutCredentials)) return obstacle;
  if (unsent) return { reason: `${reason}; ${unsent.note}`, remedy: unsent.remedy };
  return { reason, remedy: findRemedy(clause, context) };
}

/** The reason if a request was sent for the clause, and the status of its response. */
function explainByStatus(usual: string, status: number): string {
  if (usual === noProbe) return `the response to its request had status ${status}, which decides nothing`;
  return usual === notSent && status >= 400
    ? `a valid request with this was rejected with ${status}, which may have a reason that the document does not state`
    : usual;
}

/** The reason that the suite gives, with the missing fixtures as the remedy. */
function explainBySuite(name: string, context: PlanContext): Explanation | undefined {
  const { suite, fixtures } = context;
  const missing = suite?.missingFixtures.find(
    ({ clausePattern, fixtures: [first = ''] }) => clausePattern.test(name) && fixtures[first] === undefined,
  );
  const rule = suite?.rules.find((each) => each.name === name);
  const cause = missing ?? rule;
  if (!cause) return undefined;
  const names = missing?.fixtures ?? rule?.needs ?? [];
  return { reason: cause.unverifiedReason, remedy: formatMissingFixtures(context, names) };
}

const explainByOwnRule = (name: string, { ownRules }: PlanContext): Explanation | undefined =>
  ownRules.some((rule) => rule.name === name)
    ? { reason: 'the rule applied to no response', remedy: undefined }
    : undefined;

const hasKnownSeed = (context: PlanContext | undefined): boolean =>
  context !== undefined &&
  (context.isSeedAccepted || context.seedMessages.some(({ isKnownValid }) => isKnownValid));

function explainByFamily({ family, id, operation }: Clause, context: PlanContext | undefined): string {
  if (id.endsWith(':places'))
    return 'the schema is too large: its deepest places are judged only with the body as a whole';
  if (context?.unsupported !== undefined && /requests$/.test(family)) return context.unsupported;
  if (family === 'valid requests') return hasKnownSeed(context) ? notSent : noValidRequest;
  if (family === 'invalid requests')
    return hasKnownSeed(context) ? 'no generated request violates only this clause' : refusalsProveNothing;
  if (isWebhookId(operation)) return 'no payload had a value for it';
  const status = id.slice(id.indexOf('/') + 1).match(/^\w+/)?.[0];
  return `no ${status} response had a value for it`;
}

function findRemedy({ family }: Clause, context: PlanContext | undefined): string | undefined {
  if (family !== 'valid requests' || context === undefined || context.unsupported !== undefined)
    return undefined;
  if (hasKnownSeed(context)) return undefined;
  return formatRequestRemedy(context);
}

/** Returns the status of the last response to a request that was sent for a clause, by the id of the clause. */
export const findStatuses = (exchanges: readonly Exchange[]): ReadonlyMap<string, number> =>
  new Map(
    exchanges.flatMap(({ case: { covers }, response }) =>
      response ? covers.map((clause) => [clause, response.status] as const) : [],
    ),
  );
