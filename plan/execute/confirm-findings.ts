import { isAboutState } from '../../oracles/check-context.ts';
import { createFinding } from '../../oracles/create-finding.ts';
import type { Observation } from '../../spec/clauses/verdict.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { createAlternative, createCounterpart } from '../cases/counterparts.ts';
import { saysTaken } from '../cases/unique-values.ts';
import type { PlanContext } from '../context.ts';
import { explainNoResponse, isTimeout } from '../verdicts/availability.ts';
import type { ClauseResults } from '../verdicts/clause-results.ts';
import { judge } from './judge.ts';
import type { Counterexample } from './model.ts';
import type { StallDetector } from './stalls.ts';
import { createAcceptedCases, createUnchangedCase, isSpelling } from './unchanged-case.ts';

/** Maximum number of repetitions of a request. */
const MAX_TRIES = 2;

/** Whether a clause is about server errors and lost responses. They violate it for every request. */
const isAboutStability = (clause: string): boolean =>
  /\/protocol:(?:no-server-error|answered|framing)$/.test(clause);

/** Whether the request was made to judge the clause, so that its change should be the reason of the violation. */
const isAboutChange = ({ clause, exchange }: Counterexample): boolean =>
  exchange.case.covers.includes(clause) && !isAboutStability(clause);

const isServerError = ({ response, failure }: Exchange): boolean =>
  failure !== undefined || (response !== undefined && response.status >= 500);

/**
 * Sends the requests again that violated MUST clauses, or were rejected in another spelling or with a feature. A violation
 * that does not recur is marked as intermittent. If the first response was a server error or was lost, only clauses about
 * stability keep the finding: the request may not have caused the error. A rejection of credentials in another spelling
 * that does not recur may have been due to a resource that did not exist then. Where the request fails without its change
 * too, or the accepted requests are rejected then, it shows nothing about the change. A rejection of a value whose
 * counterpart is rejected too may be due to a rule that the schema does not state. A request that got no response in time
 * together with others counts only if it gets none alone. The only late response of a run, or the only one of a gateway,
 * that does not recur violates just `protocol:first-attempt`. Returns the remaining counterexamples.
 * @param limit the maximum number of requests that are confirmed
 * @param send resolves to undefined if the request may not be sent
 */
export async function confirmFindings(
  contexts: ReadonlyMap<string, PlanContext>,
  counterexamples: readonly Counterexample[],
  results: Pick<ClauseResults, 'record' | 'markIntermittent' | 'removeOnlyFinding' | 'removeCause'>,
  limit: number,
  send: (theCase: Case) => Promise<Exchange | undefined>,
  stalls: Pick<StallDetector, 'isShared'>,
): Promise<Counterexample[]> {
  const removed = new Set<Counterexample>();
  const remove = (counterexample: Counterexample, isPass: boolean): boolean => {
    const { clause, cause, exchange } = counterexample;
    const isRemoved = results.removeOnlyFinding(exchange.case.operation, clause, cause, isPass);
    if (isRemoved) removed.add(counterexample);
    return isRemoved;
  };
  const takeBack = (group: readonly Counterexample[]): void => {
    for (const counterexample of group) {
      const { clause, cause, exchange } = counterexample;
      results.removeCause(exchange.case.operation, clause, cause);
      removed.add(counterexample);
    }
  };
  const exchanges = new Set(counterexamples.map(({ exchange }) => exchange));
  const isOnlyTransient = [...exchanges].filter(isTransient).length === 1;
  for (const [index, [exchange, group]] of selectExchanges(contexts, counterexamples).entries()) {
    const context = contexts.get(exchange.case.operation);
    if (!context) continue;
    if (stalls.isShared(exchange)) {
      const alone = index < limit ? await send(exchange.case) : undefined;
      if (!alone || !isTimeout(alone)) takeBack(group);
      continue;
    }
    const showsNothing =
      isFeatureRejection(context, exchange) &&
      (exchange.case.needsCounterpart
        ? index >= limit ||
          saysTaken(exchange.response?.body.text ?? '') ||
          !(await rejectsFeatureOnly(context, exchange.case, send))
        : index < limit && (await rejectsAll(createAcceptedCases(context, exchange.case), send)));
    const certain = showsNothing
      ? group.filter(({ clause }) => !exchange.case.covers.includes(clause))
      : group;
    takeBack(group.filter((each) => !certain.includes(each)));
    if (index >= limit) continue;
    let open = certain;
    if (await failsUnchanged(context, exchange, send)) {
      if (isFeature(context, exchange.case)) takeBack(certain.filter(isAboutChange));
      open = certain.filter((each) => !removed.has(each) && (!isAboutChange(each) || !remove(each, false)));
    }
    const unconfirmed = await findUnconfirmed(context, exchange, open, send);
    for (const counterexample of unconfirmed) {
      const { clause, cause } = counterexample;
      const isSingle = isOnlyTransient && isTransient(exchange);
      const isUnrelated =
        (isServerError(exchange) && !isAboutStability(clause)) || isSpellingRejection(exchange);
      if (!(isUnrelated || isSingle) || !remove(counterexample, true))
        results.markIntermittent(exchange.case.operation, clause, cause);
      else if (isSingle && isAboutStability(clause))
        results.record(exchange.case.operation, exchange.id, [judgeFirstAttempt(exchange)]);
    }
  }
  return counterexamples.filter((counterexample) => !removed.has(counterexample));
}

/**
 * Whether a proxy may be the reason that there is no usable response: it is late, or has the status of a gateway (RFC 9110
 * sections 15.6.3 and 15.6.5). The only one of a run, which does not recur, may be due to a restart.
 */
const isTransient = (exchange: Exchange): boolean =>
  isTimeout(exchange) || [502, 504].includes(exchange.response?.status ?? 0);

/** The finding that the request got its response only when it was repeated. */
function judgeFirstAttempt(exchange: Exchange): Observation {
  const clause = `${exchange.case.operation}/protocol:first-attempt`;
  const words = explainNoResponse(exchange) ?? `status ${exchange.response?.status}`;
  const failure = {
    location: 'connection',
    expected: 'the response to the repeated request',
    received: { words },
  } as const;
  return { clause, finding: createFinding(clause, exchange, failure) };
}

/**
 * Whether the response shows nothing about the change that a rule makes to a valid request, or about a feature of a valid
 * request, because an accepted request without it now fails too: an id may be gone, a name taken, or the server in trouble.
 */
async function failsUnchanged(
  context: PlanContext,
  exchange: Exchange,
  send: (theCase: Case) => Promise<Exchange | undefined>,
): Promise<boolean> {
  const { case: sent } = exchange;
  const isRejection = isSpelling(sent) && isError(exchange);
  const hasChange = sent.role !== undefined || isFeature(context, sent);
  if (!isRejection && !(hasChange && isServerError(exchange))) return false;
  const unchanged = createUnchangedCase(context, sent);
  const response = unchanged && (await send(unchanged));
  if (!response) return false;
  return isRejection ? isError(response) : isServerError(response);
}

/** Whether a valid request differs from an accepted one. */
const isFeature = ({ isSeedAccepted }: PlanContext, { kind, covers }: Case): boolean =>
  kind === 'valid' && isSeedAccepted === true && !covers.some((id) => id.endsWith('/request:accepted'));

/** Whether a valid request is rejected that differs from an accepted one. */
const isFeatureRejection = (context: PlanContext, exchange: Exchange): boolean =>
  isFeature(context, exchange.case) && isError(exchange) && !isServerError(exchange);

/** Whether the target now rejects all these requests, which it has accepted: what they refer to is gone, or has changed. */
async function rejectsAll(
  accepted: readonly Case[],
  send: (theCase: Case) => Promise<Exchange | undefined>,
): Promise<boolean> {
  for (const each of accepted) {
    const response = await send(each);
    if (!response || !isError(response)) return false;
  }
  return accepted.length > 0;
}

/**
 * Whether the target accepts the request with a similar value instead of the one whose acceptance is tested, and rejects
 * another text with the same feature.
 */
async function rejectsFeatureOnly(
  context: PlanContext,
  sent: Case,
  send: (theCase: Case) => Promise<Exchange | undefined>,
): Promise<boolean> {
  const counterpart = createCounterpart(context, sent);
  const response = counterpart && (await send(counterpart))?.response;
  if (!response || response.status >= 300) return false;
  const alternative = createAlternative(context, sent);
  const other = alternative && (await send(alternative));
  return other === undefined || isError(other);
}

/** Whether the response rejects the request, and not because of a conflict or the rate of requests. */
const isError = ({ response }: Exchange): boolean =>
  response !== undefined && response.status >= 400 && !isAboutState(response);

const isSpellingRejection = ({ case: { request }, response }: Exchange): boolean =>
  request.credentials === 'lowercase' && (response?.status === 401 || response?.status === 403);

/** The exchanges of MUST violations, and of valid requests in another spelling or with a feature, with their findings. */
function selectExchanges(
  contexts: ReadonlyMap<string, PlanContext>,
  counterexamples: readonly Counterexample[],
): [Exchange, Counterexample[]][] {
  const groups = new Map<Exchange, Counterexample[]>();
  for (const counterexample of counterexamples) {
    const { clause, exchange } = counterexample;
    const context = contexts.get(exchange.case.operation);
    // scenarios are confirmed at their end, because their requests depend on each other
    if (!context || exchange.case.step) continue;
    if (!isMust(context, clause) && !isSpelling(exchange.case) && !isFeatureRejection(context, exchange))
      continue;
    groups.set(exchange, [...(groups.get(exchange) ?? []), counterexample]);
  }
  return [...groups].sort(([one, own], [other, others]) => rank(one, own) - rank(other, others));
}

/** Those come first whose request may not be the reason of the violation. */
function rank(exchange: Exchange, group: readonly Counterexample[]): number {
  const hasOther = group.some(({ clause }) => !isAboutStability(clause));
  if (isSpelling(exchange.case) || (isServerError(exchange) && hasOther)) return 0;
  return isServerError(exchange) ? 1 : 2;
}

const isMust = ({ model, suite, ownRules }: PlanContext, id: string): boolean =>
  model.clauses.some((clause) => clause.id === id && clause.level === 'MUST') ||
  [...(suite?.rules ?? []), ...ownRules].some(
    ({ name, level }) => level === 'MUST' && id.endsWith(`/${name}`),
  );

/** Returns the counterexamples whose clauses passed every time the request was sent again. */
async function findUnconfirmed(
  context: PlanContext,
  exchange: Exchange,
  group: readonly Counterexample[],
  send: (theCase: Case) => Promise<Exchange | undefined>,
): Promise<Counterexample[]> {
  let open = [...group];
  for (let tries = 0; tries < MAX_TRIES && open.length > 0; tries += 1) {
    const repeated = await send(exchange.case);
    if (!repeated) return [];
    const observations = judge(context, repeated);
    // Without an observation, the clause does not apply to the new response, which then shows nothing about it.
    open = open.filter(({ clause }) => {
      const own = observations.filter((observation) => observation.clause === clause);
      return own.length > 0 && own.every(({ finding }) => finding === undefined);
    });
  }
  return open;
}
