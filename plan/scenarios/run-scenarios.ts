import { judgeScenario, type ScenarioObservation } from '../../oracles/resources/judge-scenario.ts';
import type { ScenarioContext } from '../../oracles/resources/judgement.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listIdNames, type Resource } from '../../spec/openapi/resources.ts';
import type { PlanContext } from '../context.ts';
import { createActor, type ScenarioClient } from './actor.ts';
import { bindAgain } from './bind.ts';
import { runLifecycle } from './run-lifecycle.ts';
import { listRemovable, listSettable } from './scenario-values.ts';

/** What a scenario shows of a clause, after its repetition. */
export interface ScenarioResult extends ScenarioObservation {
  /** Set if a repetition of the requests did not show the violation. */
  isIntermittent?: true;
}

/**
 * Runs the scenario of a resource and judges it. The requests that show a failure are sent again by themselves, with the
 * ids that the target then gives: the failure is reported with these few requests if they show it, else with all.
 */
export async function runScenario(
  contexts: ReadonlyMap<string, PlanContext>,
  resource: Resource,
  resources: readonly Resource[],
  client: ScenarioClient,
): Promise<ScenarioResult[]> {
  const actor = createActor(contexts, resource.path, client);
  await runLifecycle(actor, resource, resources);
  const context = createScenarioContext(contexts, resource);
  const results: ScenarioResult[] = [];
  const failed = new Set<string>();
  for (const each of judgeScenario(actor.exchanges, context)) {
    const { clause, finding } = each.observation;
    if (!finding) results.push(each);
    if (!finding || failed.has(clause)) continue;
    failed.add(clause);
    results.push(await confirm(contexts, each, actor.exchanges, context, client.send));
  }
  return results;
}

/** What the rules need to know of a resource, by the models of the operations. */
export function createScenarioContext(
  contexts: ReadonlyMap<string, Pick<PlanContext, 'model'>>,
  resource: Resource,
): ScenarioContext {
  const { create, update, replace } = resource.operations;
  const replacement = contexts.get(replace?.id ?? '');
  return {
    removable: replacement ? listRemovable(replacement) : new Map(),
    settable: listSettable(
      [create, update, replace].flatMap((operation) => contexts.get(operation?.id ?? '') ?? []),
    ),
    idNames: listIdNames(resource),
    findOperation: (id) => contexts.get(id)?.model.operation,
  };
}

/**
 * Sends the requests of a failure again until some show it: those that the rule compares, then all on the same items, then
 * the creations of others too, then all of the scenario until then. Requests without which the failure still occurs are
 * left out.
 */
async function confirm(
  contexts: ReadonlyMap<string, PlanContext>,
  failure: ScenarioObservation,
  exchanges: readonly Exchange[],
  context: ScenarioContext,
  send: ScenarioClient['send'],
): Promise<ScenarioResult> {
  const repeat = async (repeated: readonly Exchange[]): Promise<ScenarioObservation | undefined> => {
    const cases = repeated.map((exchange) => exchange.case);
    const again = await repeatCases(contexts, cases, send);
    const found = judgeScenario(again, context).find(
      ({ observation: { clause, finding } }) => finding && clause === failure.observation.clause,
    );
    return found && withPreparation(found, again);
  };
  const last = failure.exchanges.at(-1);
  const all = exchanges.slice(0, last ? exchanges.indexOf(last) + 1 : undefined);
  const items = new Set(failure.exchanges.map(({ case: { step } }) => step?.item));
  const ofSameItems = all.filter(({ case: { step } }) => items.has(step?.item));
  const withCreations = all.filter(
    ({ case: { step } }) => items.has(step?.item) || step?.action === 'create',
  );
  let tried = 0;
  for (const each of [failure.exchanges, ofSameItems, withCreations, all]) {
    if (each.length === tried) continue; // each list contains those before it
    tried = each.length;
    const shown = await repeat(each);
    if (shown) return leaveOut(shown, repeat);
  }
  return { ...failure, isIntermittent: true };
}

/** Adds the exchanges that precede a failure and that the rule does not compare, because it may not occur without them. */
function withPreparation(found: ScenarioObservation, exchanges: readonly Exchange[]): ScenarioObservation {
  const { clause, finding } = found.observation;
  const ids = new Set([...(finding?.exchanges.slice(0, 1) ?? []), ...exchanges.map(({ id }) => id)]);
  return {
    ...found,
    observation: { clause, ...(finding && { finding: { ...finding, exchanges: [...ids] } }) },
    exchanges,
  };
}

/** Maximum number of requests that are sent to leave out those that a failure does not need. */
const MAX_REPEATED = 300;

/** Leaves out runs of exchanges, long ones first, as long as the others show the failure. */
async function leaveOut(
  shown: ScenarioObservation,
  repeat: (exchanges: readonly Exchange[]) => Promise<ScenarioObservation | undefined>,
): Promise<ScenarioObservation> {
  let smallest = shown;
  let sent = 0;
  for (let size = Math.ceil(smallest.exchanges.length / 2); size > 0; size = Math.floor(size / 2))
    for (let end = smallest.exchanges.length; end > 0; end -= size) {
      const others = smallest.exchanges.filter((_, index) => index < end - size || index >= end);
      sent += others.length;
      if (sent > MAX_REPEATED) return smallest;
      const smaller = await repeat(others);
      if (smaller && smaller.exchanges.length < smallest.exchanges.length) smallest = smaller;
    }
  return smallest;
}

/**
 * Sends cases again, in order, with the ids that the new responses have. Cases whose ids are missing are left out.
 * @param send may give what is created values that were not sent before, because the target may still have the first
 */
export async function repeatCases(
  contexts: ReadonlyMap<string, PlanContext>,
  cases: readonly Case[],
  send: ScenarioClient['send'],
): Promise<Exchange[]> {
  const repeated = new Map<string, Exchange>();
  for (const theCase of cases) {
    const operation = contexts.get(theCase.operation)?.model.operation;
    const bound = operation ? bindAgain(theCase, operation, repeated) : theCase;
    const exchange = bound && (await send(bound));
    if (exchange) repeated.set(theCase.id, exchange);
  }
  return [...repeated.values()];
}
