import {
  type AcceptanceClause,
  createAcceptedClause,
  deriveAcceptanceClauses,
  listBodyBranches,
} from '../../spec/clauses/acceptance-clauses.ts';
import { createNoBodyClause } from '../../spec/clauses/body-clauses.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { createBodilessClause } from '../../spec/clauses/operation-model.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { type RequestMessage, withMessageBody } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { isValidAt } from '../is-valid-at.ts';
import { combineFeatures, type FeatureCase, isCombinable } from './combine-features.ts';
import { createWithoutNull, hasCounterpart, hasJsonBody } from './counterparts.ts';
import { type FeatureValue, followsPath, listFeatureValues, setFeature } from './feature-values.ts';
import { findPathTo, getAtPath, type InstancePath } from './path-to.ts';
import { createBodyVariantCases } from './positive-bodies.ts';
import { createParameterCases } from './positive-parameters.ts';
import { toValidCase } from './to-valid-case.ts';
import { createBranchCases, listBranchClauses } from './union-branches.ts';

/**
 * Creates the cases that a server must accept: every seed message unchanged, then one case for each feature of the
 * schema. Combinable features of a branch share a request.
 */
export function createPositiveCases(context: PlanContext): Case[] {
  const { request } = context.model;
  const unsent = context.acceptance ? [] : context.seedMessages;
  const plain = unsent.map((seedMessage) => toPlainCase(context, seedMessage));
  const parameters = createParameterCases(context);
  return [
    ...plain,
    ...createBodyVariantCases(context),
    ...(request ? createBodyCases(context, request) : []),
    ...parameters,
  ];
}

function createBodyCases(context: PlanContext, request: SchemaNode): Case[] {
  const features = deriveAcceptanceClauses(request);
  const cases = features.flatMap((each, position) => {
    const turn = features.slice(0, position).filter(({ feature }) => feature === each.feature).length;
    return ifSupported(
      () => createFeatureCases(context, request, each, turn),
      () => [],
    );
  });
  const branches = listBodyBranches(request);
  const isOf = (branch: SchemaNode, { path }: FeatureCase) => path.nodes.some(({ node }) => node === branch);
  const combined = branches.flatMap((branch) =>
    combineFeatures(
      context,
      branch,
      cases.filter((each) => isOf(branch, each)),
    ),
  );
  const others = cases.filter(
    (each) => !isCombinable(each) || !branches.some((branch) => isOf(branch, each)),
  );
  return [
    ...combined,
    ...createBranchCases(context, request),
    ...others.map(({ featureCase }) => featureCase),
  ];
}

/** The case that sends a seed message unchanged. */
export function toPlainCase(context: PlanContext, seedMessage: SeedMessage): Case {
  const { name, message, description } = seedMessage;
  const { operation, request } = context.model;
  const covers = [
    ...(request && message.body !== undefined ? listAcceptedBranches(request, message.body) : []),
    ...(message.body === undefined ? [createAbsentBodyClause(context).id] : []),
  ];
  return {
    id: `${operation.id}/valid/${name}`,
    ...toValidCase(context, seedMessage, message, description, covers),
  };
}

const createAbsentBodyClause = ({ model: { operation, request } }: PlanContext): Clause =>
  request ? createNoBodyClause(operation) : createBodilessClause(operation);

const listAcceptedBranches = (request: SchemaNode, body: Json): string[] => [
  ...listBodyBranches(request)
    .filter((branch) => isValidAt(branch, body))
    .map((branch) => createAcceptedClause(branch).id),
  ...listBranchClauses(request, body),
];

/**
 * Creates the case of one feature with the first combination of value and seed message that gives a valid body; returns
 * an empty list if there is none. For an enum, creates a case for each value.
 */
function createFeatureCases(
  context: PlanContext,
  root: SchemaNode,
  { clause, feature, node }: AcceptanceClause,
  turn: number,
): FeatureCase[] {
  const path = findPathTo(root, node);
  if (!path) return [];
  const cases: FeatureCase[] = [];
  const values = listFeatureValues(context, feature, node, turn, findCurrent(context, path));
  for (const [index, value] of values.entries()) {
    const found = findSeedFor(context, { feature, path, value });
    if (!found) continue;
    const name = `${node.path}/${feature}${feature === 'values' ? `/${index}` : ''}`;
    const { message } = found;
    const description = `${found.seedMessage.description}: ${clause.description}`;
    const { mayBeRejected, ...featureCase } = {
      id: `${context.model.operation.id}/valid/${name}`,
      ...toValidCase(context, found.seedMessage, message, description, [clause.id]),
    };
    const isComparable = hasCounterpart(feature) && hasJsonBody(featureCase);
    // null and enum values have the same meaning for every server
    const isCertain = context.isSeedAccepted && (isComparable || ['null', 'values'].includes(feature));
    const isUncertain = mayBeRejected && !isCertain;
    // a fixture vouches for the limits of its values, and not for unusual ones
    const isVouched = !mayBeRejected && clause.level === 'MUST';
    const mayBeRequired = createWithoutNull(context, featureCase) !== undefined;
    const needsCounterpart = !isUncertain && (mayBeRequired || (isComparable && !isVouched));
    cases.push({
      featureCase: {
        ...featureCase,
        ...(isUncertain && { mayBeRejected }),
        ...(needsCounterpart && { needsCounterpart }),
      },
      feature,
      path,
      value,
      body: found.body,
    });
    if (feature !== 'values') break;
  }
  return cases;
}

/** The value of an accepted request at the end of the path, from which others are derived. */
const findCurrent = ({ seedMessages }: PlanContext, { steps }: InstancePath): Json | undefined =>
  seedMessages
    .map(({ message: { body } }) => (body === undefined ? undefined : getAtPath(body, steps)))
    .find((value) => value !== undefined);

function findSeedFor(
  context: PlanContext,
  featureValue: FeatureValue,
): { seedMessage: SeedMessage; message: RequestMessage; body: Json } | undefined {
  for (const seedMessage of context.seedMessages) {
    const { message } = seedMessage;
    const body = message.body === undefined ? undefined : setFeature(message.body, featureValue);
    if (body !== undefined && followsPath(featureValue.path, body))
      return { seedMessage, message: withMessageBody(message, body), body };
  }
  return undefined;
}
