import type { Json } from '../../spec/json.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Operation } from '../../spec/openapi/contract.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listIdempotencyKeys } from '../../spec/openapi/idempotency-key.ts';
import { mayCreateNamed } from '../../spec/openapi/path-names.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { SingleUsePart } from '../acceptance-search.ts';
import { toPlainCase } from '../cases/positive.ts';
import { replaceInRequest } from '../cases/replace-in-request.ts';
import { generatePart, getPart, toSingleUsePart } from '../cases/single-use.ts';
import { isComposed, withUniqueValues } from '../cases/unique-values.ts';
import type { PlanContext } from '../context.ts';
import { createValuePool } from '../value-pool.ts';

/** Gives each request new values for the parts that the target accepts only once. */
export interface CaseRenewal {
  /**
   * Returns the case with values that were not sent before.
   * @param position distinguishes the case from all others of the run
   */
  renew(theCase: Case, position: number): Promise<Case>;
  /** Returns the id of a resource that no other case needs, creating one if possible; undefined if there is none. */
  takeResource(context: PlanContext, part: SingleUsePart): Promise<Json | undefined>;
  /**
   * To be called with each exchange: if the target accepted a request that it should have rejected, its shared resource
   * may be used up.
   */
  forgetUsedResource(exchange: Exchange): void;
}

/** What is known about the values of a single-use part. */
interface PartState {
  sent: Set<Json>;
  /**
   * The id that all cases share which a correct target rejects, because a rejected request does not use the resource
   * up.
   */
  shared?: Promise<Json | undefined> | undefined;
}

/** @param send sends a case that creates a resource; resolves to undefined if it may not be sent */
export function createCaseRenewal(
  contexts: ReadonlyMap<string, PlanContext>,
  send: (theCase: Case) => Promise<Exchange | undefined>,
): CaseRenewal {
  const states = new Map<string, PartState>();
  const getState = ({ model }: PlanContext, { in: location, name }: SingleUsePart): PartState => {
    const key = `${model.operation.id} ${location} ${name}`;
    const state = states.get(key) ?? { sent: new Set() };
    states.set(key, state);
    return state;
  };
  const listKnown = (context: PlanContext, part: SingleUsePart): Json[] => [
    ...context.seedMessages.flatMap(({ message }) => getPart(message, part) ?? []),
    ...getState(context, part).sent,
  ];

  /**
   * Creates a resource with the POST operation whose responses contain its id, with the same parent ids in the path.
   */
  async function createResource(context: PlanContext, { name }: SingleUsePart): Promise<Json[]> {
    const { path } = context.model.operation;
    const creator = [...contexts.values()].find(
      ({ model, isSeedAccepted }) =>
        isSeedAccepted &&
        model.operation.method === 'POST' &&
        mayCreateNamed(model.operation.path, path, name),
    );
    const [seed] = creator?.seedMessages ?? [];
    if (!creator || !seed) return [];
    const { path: parents = {} } = context.seedMessages[0]?.message ?? {};
    const own = Object.entries(seed.message.path).map(([key, value]) => [key, parents[key] ?? value]);
    const message = { ...seed.message, path: Object.fromEntries(own) };
    const exchange = await send(toPlainCase(creator, { ...seed, message }));
    const created = createValuePool();
    if (exchange) created.collect(creator.model.operation.path, exchange);
    return [...created.find(name, path)];
  }

  async function takeResource(context: PlanContext, part: SingleUsePart): Promise<Json | undefined> {
    const { sent } = getState(context, part);
    const created = await createResource(context, part);
    const needed = new Set([...contexts.values()].flatMap((other) => listPathValues(other)));
    const existing = context.allowChanges
      ? context.pool.find(part.name, context.model.operation.path).toReversed()
      : [];
    const value = [...created, ...existing.filter((each) => !needed.has(each))].find(
      (each) => !sent.has(each),
    );
    if (value !== undefined) sent.add(value);
    return value;
  }

  function findResource(context: PlanContext, part: SingleUsePart, each: Case): Promise<Json | undefined> {
    if (mayUseUp(context, each)) return takeResource(context, part);
    const state = getState(context, part);
    state.shared ??= takeResource(context, part);
    return state.shared;
  }

  function generate(context: PlanContext, part: SingleUsePart, position: number): Json | undefined {
    const [seed] = context.seedMessages;
    const known = new Set(listKnown(context, part));
    const value =
      seed && generatePart(context, seed.message, part, position, (candidate) => known.has(candidate));
    if (value !== undefined) getState(context, part).sent.add(value);
    return value;
  }

  return {
    takeResource,
    async renew(theCase, position) {
      const context = contexts.get(theCase.operation);
      if (!context) return theCase;
      const { model, seed } = context;
      const acceptance = isFixed(theCase) ? undefined : context.acceptance;
      let request = acceptance?.needsUniqueValues
        ? withUniqueValues(theCase.request, seed, `n${position}`, keepsPath(theCase, model.operation))
        : theCase.request;
      let isUsedUp = false;
      for (const part of [
        ...listIdempotencyKeys(model.operation).map(toSingleUsePart),
        ...(acceptance?.singleUse ?? []),
      ]) {
        const isResource = part.in === 'path';
        if (isResource && theCase.step) continue;
        const value = isResource
          ? await findResource(context, part, theCase)
          : generate(context, part, position);
        const known = listKnown(context, part).filter(
          (each) => !(acceptance?.needsUniqueValues && isComposed(each, seed)),
        );
        if (value === undefined) isUsedUp ||= isResource;
        else request = replaceInRequest(model.operation, request, part, known, value);
      }
      if (request === theCase.request && !isUsedUp) return theCase;
      return { ...theCase, request, ...(isUsedUp && { mayBeRejected: true as const }) };
    },
    forgetUsedResource({ case: theCase, response }) {
      const context = contexts.get(theCase.operation);
      if (!context || !response || response.status >= 300 || mayUseUp(context, theCase)) return;
      for (const part of context.acceptance?.singleUse ?? []) getState(context, part).shared = undefined;
    },
  };
}

/** Whether the case must keep its values: it is a step of a scenario, whose creations alone need new values. */
const isFixed = ({ step }: Case): boolean =>
  step !== undefined && (step.action !== 'create' || step.isRepeated === true);

/** Whether the ids in the path are those of items that exist: below them, the request may create others. */
const keepsPath = ({ step }: Case, { path }: Operation): boolean => step !== undefined || !path.endsWith('}');

/** Whether a correct target accepts the case, which uses up its resource. */
const mayUseUp = ({ model }: PlanContext, { kind, request }: Case): boolean =>
  kind !== 'invalid' &&
  request.method === model.operation.method &&
  (['access', 'lowercase'].includes(request.credentials) || !requiresCredentials(model.operation.security));

/** The path parameters of an operation's seed messages. Resources with these ids are needed and must not be used up. */
const listPathValues = ({ seedMessages }: PlanContext): Json[] =>
  seedMessages.flatMap(({ message }) => Object.values(message.path));
