import {
  type AcceptanceClause,
  createAcceptedClause,
  createAnyAcceptedClause,
  deriveAcceptanceClauses,
  type Feature,
  listBodyBranches,
} from '../../spec/clauses/acceptance-clauses.ts';
import { createNoBodyClause } from '../../spec/clauses/body-clauses.ts';
import type { Clause } from '../../spec/clauses/clause.ts';
import { createBodilessClause } from '../../spec/clauses/operation-model.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import { type RequestMessage, withMessageBody } from '../../spec/openapi/request-message.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { isValidAt } from '../is-valid-at.ts';
import { listFeatureValues } from './feature-values.ts';
import { findPathTo, type InstancePath, setAtPath } from './path-to.ts';
import { createBodyVariantCases } from './positive-bodies.ts';
import { createParameterCases } from './positive-parameters.ts';
import { withJson } from './request-template.ts';
import { toValidCase } from './to-valid-case.ts';
import { createBranchCases, listBranchClauses } from './union-branches.ts';

/** Features of several properties that one request body can exercise together. */
const combinable: readonly Feature[] = ['null', 'extra'];

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
  const branches = listBodyBranches(request);
  const features = deriveAcceptanceClauses(request);
  const createCases = (selected: readonly AcceptanceClause[]) =>
    selected.flatMap((each, position) => {
      const turn = selected.slice(0, position).filter(({ feature }) => feature === each.feature).length;
      return ifSupported(
        () => createFeatureCases(context, request, each, turn),
        () => [],
      );
    });
  const combined = branches.flatMap((branch) => {
    const own = features.filter(({ node }) => node.path.startsWith(branch.path));
    return combineCases(context, branch, createCases(own.filter(isCombinable)));
  });
  const others = createCases(features.filter((each) => !isCombinable(each)));
  return [...combined, ...createBranchCases(context, request), ...others];
}

const isCombinable = ({ feature }: AcceptanceClause): boolean => combinable.includes(feature);

/**
 * Combines the cases into one, whose subcases are sent if it is rejected. Returns the cases unchanged if they cannot be
 * combined.
 */
function combineCases(context: PlanContext, branch: SchemaNode, cases: readonly Case[]): Case[] {
  const bodies = cases.flatMap(
    ({ request: { body } }) =>
      body && 'json' in body && isObject(body.json) ? [body.json as JsonObject] : [], // a JSON value that is an object
  );
  const body: JsonObject = Object.assign({}, ...bodies);
  const [first] = cases;
  if (!first || cases.length < 2 || bodies.length < cases.length || !isValidAt(branch, body))
    return [...cases];
  const { operation, fixtures, mayBeRejected } = first;
  return [
    {
      id: `${operation}/valid/${branch.path}/together`,
      operation,
      kind: 'valid',
      description: `${branch.name}: every nullable property is null, with an additional property`,
      request: withJson(context.template, body),
      covers: [...cases.flatMap(({ covers }) => covers), createAnyAcceptedClause(branch).id],
      subcases: cases,
      ...(fixtures && { fixtures }),
      ...(mayBeRejected && { mayBeRejected }),
    },
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
): Case[] {
  const path = findPathTo(root, node);
  if (!path) return [];
  const cases: Case[] = [];
  for (const [index, value] of listFeatureValues(context, feature, node, turn).entries()) {
    const found = findSeedFor(context, path, feature, value);
    if (!found) continue;
    const name = `${node.path}/${feature}${feature === 'values' ? `/${index}` : ''}`;
    const description = `${found.seedMessage.description}: ${clause.description}`;
    cases.push({
      id: `${context.model.operation.id}/valid/${name}`,
      ...toValidCase(
        context,
        markKnownValid(context, feature, found.seedMessage),
        found.message,
        description,
        [clause.id],
      ),
    });
    if (feature !== 'values') break;
  }
  return cases;
}

/** Features that every server must accept if it accepts the rest of the request: null and enum values. */
const certainFeatures: readonly Feature[] = ['null', 'values'];

const markKnownValid = (
  { isSeedAccepted }: PlanContext,
  feature: Feature,
  seedMessage: SeedMessage,
): SeedMessage =>
  isSeedAccepted && certainFeatures.includes(feature) ? { ...seedMessage, isKnownValid: true } : seedMessage;

function findSeedFor(
  context: PlanContext,
  path: InstancePath,
  feature: Feature,
  value: Json,
): { seedMessage: SeedMessage; message: RequestMessage } | undefined {
  for (const seedMessage of context.seedMessages) {
    const seedBody = seedMessage.message.body;
    if (seedBody === undefined) continue;
    const body = feature === 'extra' ? addProperty(seedBody, path) : setAtPath(seedBody, path.steps, value);
    if (body !== undefined && followsPath(path, body))
      return { seedMessage, message: withMessageBody(seedMessage.message, body) };
  }
  return undefined;
}

/** Whether the body is valid under all branches of the root that lead to the node. */
const followsPath = (path: InstancePath, body: Json): boolean =>
  path.nodes.every(({ node, depth }) => depth > 0 || isValidAt(node, body));

function addProperty(body: Json, path: InstancePath): Json | undefined {
  if (path.steps.length > 0 || !isObject(body)) return undefined;
  const value = { list: [1, null, 'é', true], note: 'an extra property' };
  return { ...(body as JsonObject), x_conformance: value }; // a JSON value that is an object
}
