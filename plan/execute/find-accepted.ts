import type { Json } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isSafeMethod } from '../../spec/openapi/is-safe-method.ts';
import { withParameter } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { AcceptanceSearch, SingleUsePart } from '../acceptance-search.ts';
import { toPlainCase } from '../cases/positive.ts';
import { createCredentialProbeCases } from '../cases/probes/create-probe-cases.ts';
import { proposeMessages } from '../cases/propose-messages.ts';
import { repairMessage } from '../cases/repair-message.ts';
import type { PlanContext } from '../context.ts';
import { isAccepted } from '../verdicts/operation-counts.ts';
import type { CaseRenewal } from './case-renewal.ts';
import { findSingleUse } from './find-single-use.ts';

/** Maximum number of repaired messages that are tried after one rejection. */
const MAX_REPAIRS = 3;

/** What is known of the operation whose accepted requests are searched. */
export interface SearchedOperation {
  /** Returns the id of the item that a request has created; undefined if the response has none. */
  findCreated(exchange: Exchange): Json | undefined;
  /** Whether an accepted request may change the state of its item, so that other operations reject it afterwards. */
  isTransition: boolean;
}

/**
 * Searches for requests that the target accepts. Until one is known, a rejection shows nothing about the contract,
 * because the target may reject everything. Proposals are tried in order; after a rejection, variants without the parts
 * that the response names are tried first. Once a proposal is accepted, the largest proposal is tried too, so that later
 * cases can be derived from either.
 * @param send resolves to undefined if the request may not be sent
 */
export async function findAccepted(
  context: PlanContext,
  limit: number,
  send: (each: Case) => Promise<Exchange | undefined>,
  renewal: Pick<CaseRenewal, 'takeResource'>,
  { findCreated, isTransition }: SearchedOperation,
): Promise<AcceptanceSearch> {
  const { model, proposals } = context;
  const needsOwnResource = model.operation.method === 'DELETE' || isTransition;
  const proposed = proposeMessages(proposals);
  let queue = needsOwnResource ? await withOwnResource(context, proposed, renewal) : [...proposed];
  const { sentProbes, isUsedUp } = await sendCredentialProbes(context, queue, send);
  if (isUsedUp) {
    const others = await withOwnResource(context, queue, renewal);
    queue = others.map((each) => ({ ...each, isKnownValid: false })); // there may be no other resource
  }
  const full = queue.find(({ name }) => name === 'all');
  const tried = new Set<string>();
  let tries = 0;
  let needsUniqueValues = false;
  let singleUse: readonly SingleUsePart[] = [];
  const conclude = (accepted: readonly SeedMessage[]): AcceptanceSearch => ({
    accepted,
    needsUniqueValues,
    singleUse,
    sentProbes,
  });
  const attempt = async (seedMessage: SeedMessage): Promise<Exchange | undefined> => {
    tried.add(JSON.stringify(seedMessage.message));
    tries += 1;
    return send(toPlainCase(context, seedMessage));
  };
  for (let next = queue.shift(); next && tries < limit; next = queue.shift()) {
    if (tried.has(JSON.stringify(next.message))) continue;
    const exchange = await attempt(next);
    if (!exchange || isBlocked(exchange)) return conclude([]);
    if (isAccepted(model.operation, exchange)) {
      const created = findCreated(exchange);
      // some servers respond to a repeated creation with the item that is there
      const isAcceptedAgain = (repeated: Exchange) =>
        isAccepted(model.operation, repeated) &&
        (created === undefined || repeated === exchange || findCreated(repeated) !== created);
      const again = isSafeMethod(model.operation.method)
        ? exchange
        : await attempt({ ...next, isKnownValid: false });
      if (again && !isAcceptedAgain(again)) {
        needsUniqueValues = true;
        singleUse = await findSingleUse(context, next.message, again, renewal, async (message) => {
          const repeated = await attempt({ ...next, message, isKnownValid: false });
          return repeated !== undefined && isAcceptedAgain(repeated);
        });
      }
      const larger = full && !tried.has(JSON.stringify(full.message)) ? await attempt(full) : undefined;
      return conclude([next, ...(full && larger && isAccepted(model.operation, larger) ? [full] : [])]);
    }
    const repaired = repairMessage(model, proposals, next.message, exchange).slice(0, MAX_REPAIRS);
    queue.unshift(
      ...repaired.map((message, index) => ({
        ...next,
        ...{
          name: `${next.name}-${tries}-${index + 1}`,
          description: `${next.description.replace(/, repaired$/, '')}, repaired`,
          message,
        },
      })),
    );
  }
  return conclude([]);
}

/**
 * For a DELETE operation, sends wrong credentials while the resource exists: after the first accepted request, a server
 * that does not check them may respond with 404. Ends if the target accepts one of them, which uses the resource up.
 */
async function sendCredentialProbes(
  context: PlanContext,
  [first]: readonly SeedMessage[],
  send: (each: Case) => Promise<Exchange | undefined>,
): Promise<{ sentProbes: string[]; isUsedUp: boolean }> {
  const { operation } = context.model;
  const probes = first && operation.method === 'DELETE' ? createCredentialProbeCases(context, first) : [];
  const sentProbes: string[] = [];
  for (const probe of probes) {
    const exchange = await send(probe);
    if (!exchange) break;
    sentProbes.push(probe.id);
    if (isAccepted(operation, exchange)) return { sentProbes, isUsedUp: true };
  }
  return { sentProbes, isUsedUp: false };
}

/** Replaces the last id in the path by that of a resource which no other operation needs. */
async function withOwnResource(
  context: PlanContext,
  proposals: readonly SeedMessage[],
  { takeResource }: Pick<CaseRenewal, 'takeResource'>,
): Promise<SeedMessage[]> {
  const id = context.model.operation.parameters.findLast((parameter) => parameter.in === 'path');
  if (!id || proposals.length === 0) return [...proposals];
  const own = await takeResource(context, { in: 'path', name: id.name });
  if (own === undefined) return [...proposals];
  return proposals.map((each) => ({ ...each, message: withParameter(each.message, 'path', id.name, own) }));
}

/**
 * Whether another message would fail too: there was no response, or the status is about credentials, the method, or
 * load.
 */
const isBlocked = ({ response }: Exchange): boolean =>
  response === undefined || [401, 403, 405, 429, 501, 503].includes(response.status);
