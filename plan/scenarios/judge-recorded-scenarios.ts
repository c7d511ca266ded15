import { judgeScenario, type ScenarioObservation } from '../../oracles/resources/judge-scenario.ts';
import type { OperationModel } from '../../spec/clauses/operation-model.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findResources } from '../../spec/openapi/resources.ts';
import { createScenarioContext } from './run-scenarios.ts';

/**
 * Judges the scenarios in exchanges that this suite has recorded, in the order of sending. A scenario of which an
 * exchange is missing is left out, because a change that is not seen would look like a failure; so are repetitions of
 * failures, which have shown nothing else.
 */
export function judgeRecordedScenarios(
  tested: readonly { model: OperationModel }[],
  exchanges: readonly Exchange[],
): ScenarioObservation[] {
  const models = new Map(tested.map((each) => [each.model.operation.id, each]));
  return findResources(tested.map(({ model }) => model.operation)).flatMap((resource) => {
    const first = exchanges.filter(
      ({ case: { id, step } }) => step?.scenario === resource.path && /\/\d+$/.test(id),
    );
    const isWhole = first.every(({ case: { id } }, index) => id.endsWith(`/${index + 1}`));
    return isWhole ? judgeScenario(first, createScenarioContext(models, resource)) : [];
  });
}
