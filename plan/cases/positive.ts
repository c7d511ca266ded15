import fc from 'fast-check';
import { UnsupportedSchema } from '../../arbitraries/context.ts';
import { valid } from '../../arbitraries/valid.ts';
import {
  type AcceptanceClause,
  acceptanceClauses,
  acceptedClause,
  anyAcceptedClause,
  bodyBranches,
  type Feature,
} from '../../spec/clauses/acceptance-clauses.ts';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { SchemaObject } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/exchange.ts';
import type { SeedMessage } from '../../suites/suite.ts';
import type { PlanContext } from '../context.ts';
import { unless } from '../if-supported.ts';
import { type Path, pathTo, placed } from './path-to.ts';
import { withJson } from './request-template.ts';

/**
 * Cases for each thing that a server must take: every known base as it is, then one feature at a time, but that features
 * which do not touch each other share a request.
 */
export function acceptingCases(context: PlanContext): Case[] {
  const { request } = context.model;
  if (!request) return [];
  const branches = bodyBranches(request);
  const plain = context.seedMessages.map((base) => plainCase(context, base, branches));
  const features = acceptanceClauses(request);
  const casesOf = (some: readonly AcceptanceClause[]) =>
    some.flatMap((one, turn) =>
      unless(
        () => featureCases(context, request, one, turnOf(some, one, turn)),
        () => [],
      ),
    );
  const shared = (branch: SchemaNode) =>
    casesOf(
      features.filter(({ feature, node }) => sharing.includes(feature) && node.path.startsWith(branch.path)),
    );
  const single = casesOf(features.filter(({ feature }) => !sharing.includes(feature)));
  return [...plain, ...branches.flatMap((branch) => together(context, branch, shared(branch))), ...single];
}

/** How many places before this one have the same feature. */
const turnOf = (all: readonly AcceptanceClause[], { feature }: AcceptanceClause, position: number): number =>
  all.slice(0, position).filter((one) => one.feature === feature).length;

/** Features that can stand beside each other in one body. */
const sharing: readonly Feature[] = ['null', 'extra'];

/** One case with the features of all, which is asked for each of them where it is refused. */
function together(context: PlanContext, branch: SchemaNode, cases: readonly Case[]): Case[] {
  const bodies = cases.flatMap(
    ({ request: { body } }) =>
      body && 'json' in body && isObject(body.json) ? [body.json as JsonObject] : [], // isObject was asked of JSON
  );
  const body: JsonObject = Object.assign({}, ...bodies);
  const [first] = cases;
  if (!first || cases.length < 2 || bodies.length < cases.length || !fits(context, branch, body))
    return [...cases];
  const { operation, fixtures, mayBeRefused } = first;
  return [
    {
      id: `${operation}/valid/${branch.path}/together`,
      operation,
      kind: 'valid',
      description: `${branch.name}: what may be null is null, beside properties beyond the listed`,
      request: withJson(context.template, body),
      covers: [...cases.flatMap(({ covers }) => covers), anyAcceptedClause(branch).id],
      subcases: cases,
      ...(fixtures && { fixtures }),
      ...(mayBeRefused && { mayBeRefused }),
    },
  ];
}

/** A valid body whose acceptance serves these clauses. */
function validCase(
  context: PlanContext,
  base: SeedMessage,
  body: Json,
  name: string,
  says: string,
  serves: readonly string[],
): Case {
  const { operation } = context.model;
  return {
    id: `${operation.id}/valid/${name}`,
    operation: operation.id,
    kind: 'valid',
    description: says,
    request: withJson(context.template, body),
    covers: serves,
    fixtures: base.fixtures,
    ...(!base.known && { mayBeRefused: true as const }),
  };
}

function plainCase(context: PlanContext, base: SeedMessage, branches: readonly SchemaNode[]): Case {
  const fitted = branches
    .filter((branch) => fits(context, branch, base.body))
    .map((branch) => acceptedClause(branch).id);
  return validCase(context, base, base.body, base.name, base.description, fitted);
}

const fits = ({ contract }: PlanContext, node: SchemaNode, value: Json): boolean =>
  typeof node.schema === 'boolean'
    ? node.schema
    : unless(
        () => contract.validator(node.schemaPointer, 'request')(value).length === 0,
        () => false,
      );

function featureCases(
  context: PlanContext,
  root: SchemaNode,
  { clause, feature, node }: AcceptanceClause,
  turn: number,
): Case[] {
  const path = pathTo(root, node);
  if (!path) return [];
  for (const value of valuesOf(context, feature, node, turn)) {
    for (const base of context.seedMessages) {
      const body = feature === 'extra' ? withExtra(base.body, path) : placed(base.body, path.steps, value);
      if (body === undefined || !isOnWay(context, path, body)) continue;
      return [
        validCase(
          context,
          base,
          body,
          `${node.path}/${feature}`,
          `${base.description}: ${clause.description}`,
          [clause.id],
        ),
      ];
    }
  }
  return [];
}

/** Whether the body is valid by way of the very branches that lead to the place. */
const isOnWay = (context: PlanContext, path: Path, body: Json): boolean =>
  path.nodes.every(({ node, depth }) => depth > 0 || fits(context, node, body));

function withExtra(body: Json, path: Path): Json | undefined {
  const extra = { x_conformance: { list: [1, null, 'é', true], note: 'an extra property' } };
  return path.steps.length === 0 && isObject(body)
    ? { ...(body as Record<string, Json>), ...extra }
    : undefined; // isObject was asked of JSON
}

/** Values with every optional part of their format, to be sent in turn; other formats show what a sample has. */
const variety: Readonly<Record<string, readonly string[]>> = {
  uri: [
    'https://user:pass@xn--bcher-kva.example:8443/a/./b/../%C3%A9;v=1,2/?q=x%20y&r=(1)#part',
    'http://127.0.0.1:8080/return?to=%2Faccount',
    'https://[2001:db8::1]/',
    'http://localhost',
  ],
};

/** Candidates for a feature's value, the best first. `turn`: how many places have had the feature before. */
function valuesOf({ values, seed }: PlanContext, feature: Feature, node: SchemaNode, turn: number): Json[] {
  if (feature === 'null' || feature === 'extra') return [null];
  if (feature === 'any-scheme') return ['conformance://return/here'];
  if (typeof node.schema === 'boolean') return [];
  const { schema } = node;
  const sample = (of: SchemaObject, numRuns = 1): string[] => texts(valid(of, values), { seed, numRuns });
  if (feature === 'longest') return sample({ ...schema, minLength: schema.maxLength ?? 0 });
  if (feature === 'shortest') return shortest(schema, (of) => sample(of));
  const known = variety[schema.format ?? ''] ?? [];
  return known.length > 0 ? [...known.slice(turn % known.length), ...known] : sample(schema, 20);
}

const texts = (values: fc.Arbitrary<Json>, parameters: fc.Parameters<Json>): string[] =>
  fc.sample(values, parameters).filter((value) => typeof value === 'string');

/** The first value found when the greatest length grows from the least: what a format leaves of `minLength`. */
function shortest(schema: SchemaObject, sample: (of: SchemaObject) => string[]): string[] {
  const least = schema.minLength ?? 0;
  for (const maxLength of [least, least + 3, least + 7, least + 10, least + 20, least + 40]) {
    try {
      const found = sample({ ...schema, maxLength: Math.min(maxLength, schema.maxLength ?? maxLength) });
      if (found.length > 0) return found;
    } catch (error) {
      if (!(error instanceof UnsupportedSchema)) throw error; // none as short as that
    }
  }
  return [];
}
