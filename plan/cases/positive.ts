import {
  type AcceptanceClause,
  createAcceptedClause,
  createAnyAcceptedClause,
  deriveAcceptanceClauses,
  type Feature,
  listBodyBranches,
} from '../../spec/clauses/acceptance-clauses.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { listFeatureValues } from './feature-values.ts';
import { findPathTo, type InstancePath, setAtPath } from './path-to.ts';
import { withJson } from './request-template.ts';

/** Features that several properties of one body can show at once. */
const combinable: readonly Feature[] = ['null', 'extra'];

/**
 * Creates cases for everything that a server must accept: every seed message unchanged, then one for each feature of the
 * schema. Combinable features of a branch share a request.
 */
export function createPositiveCases(context: PlanContext): Case[] {
  const { request } = context.model;
  if (!request) return [];
  const branches = listBodyBranches(request);
  const plain = context.seedMessages.map((seedMessage) => createPlainCase(context, seedMessage, branches));
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
  return [...plain, ...combined, ...createCases(features.filter((each) => !isCombinable(each)))];
}

const isCombinable = ({ feature }: AcceptanceClause): boolean => combinable.includes(feature);

/** One case with the features of all, which are sent one by one if it is refused. The cases unchanged if they cannot be combined. */
function combineCases(context: PlanContext, branch: SchemaNode, cases: readonly Case[]): Case[] {
  const bodies = cases.flatMap(
    ({ request: { body } }) =>
      body && 'json' in body && isObject(body.json) ? [body.json as JsonObject] : [], // a JSON value that is an object
  );
  const body: JsonObject = Object.assign({}, ...bodies);
  const [first] = cases;
  if (!first || cases.length < 2 || bodies.length < cases.length || !isValid(context, branch, body))
    return [...cases];
  const { operation, fixtures, mayBeRefused } = first;
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
      ...(mayBeRefused && { mayBeRefused }),
    },
  ];
}

/** A positive case without id: a valid body derived from a seed message, which covers these clauses if it is accepted. */
export function toValidCase(
  { model, template }: PlanContext,
  { fixtures, isKnownValid }: SeedMessage,
  body: Json,
  description: string,
  covers: readonly string[],
): Omit<Case, 'id'> {
  return {
    operation: model.operation.id,
    kind: 'valid',
    description,
    request: withJson(template, body),
    covers,
    fixtures,
    ...(!isKnownValid && { mayBeRefused: true as const }),
  };
}

function createPlainCase(
  context: PlanContext,
  seedMessage: SeedMessage,
  branches: readonly SchemaNode[],
): Case {
  const { name, body, description } = seedMessage;
  const covers = branches
    .filter((branch) => isValid(context, branch, body))
    .map((branch) => createAcceptedClause(branch).id);
  return {
    id: `${context.model.operation.id}/valid/${name}`,
    ...toValidCase(context, seedMessage, body, description, covers),
  };
}

/** The case of one feature, from the first value and seed message that give a valid body; none if no pair does. */
function createFeatureCases(
  context: PlanContext,
  root: SchemaNode,
  { clause, feature, node }: AcceptanceClause,
  turn: number,
): Case[] {
  const path = findPathTo(root, node);
  if (!path) return [];
  for (const value of listFeatureValues(context, feature, node, turn)) {
    for (const seedMessage of context.seedMessages) {
      const seedBody = seedMessage.body;
      const body = feature === 'extra' ? addProperty(seedBody, path) : setAtPath(seedBody, path.steps, value);
      if (body === undefined || !followsPath(context, path, body)) continue;
      const id = `${context.model.operation.id}/valid/${node.path}/${feature}`;
      const description = `${seedMessage.description}: ${clause.description}`;
      return [{ id, ...toValidCase(context, seedMessage, body, description, [clause.id]) }];
    }
  }
  return [];
}

/** Whether the body is valid under all branches of the root that lead to the node. */
const followsPath = (context: PlanContext, path: InstancePath, body: Json): boolean =>
  path.nodes.every(({ node, depth }) => depth > 0 || isValid(context, node, body));

function addProperty(body: Json, path: InstancePath): Json | undefined {
  if (path.steps.length > 0 || !isObject(body)) return undefined;
  const value = { list: [1, null, 'é', true], note: 'an extra property' };
  return { ...(body as JsonObject), x_conformance: value }; // a JSON value that is an object
}

const isValid = ({ contract }: PlanContext, node: SchemaNode, value: Json): boolean =>
  typeof node.schema === 'boolean'
    ? node.schema
    : ifSupported(
        () => contract.getValidator(node.schemaPointer, 'request')(value).length === 0,
        () => false,
      );
