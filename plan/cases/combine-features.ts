import { createAnyAcceptedClause, type Feature } from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';
import { isValidAt } from '../is-valid-at.ts';
import { type FeatureValue, followsPath, hasFeature, setFeature } from './feature-values.ts';
import { getAtPath, setAtPath } from './path-to.ts';
import { withJson } from './request-template.ts';

/** A positive case whose body differs from a seed message by one value. */
export interface FeatureCase extends FeatureValue {
  featureCase: Case;
  body: Json;
}

/** Features that one body can exercise at several properties, and the description of such a body. */
const combinable: readonly { features: readonly Feature[]; name: string; description: string }[] = [
  {
    features: ['null', 'extra'],
    name: 'together',
    description: 'every nullable property is null, with an additional property',
  },
  {
    features: ['any-offset', 'leap-day', 'plus-sign', 'any-character'],
    name: 'variety',
    description: 'several texts are unusual',
  },
  { features: ['values'], name: 'values', description: 'several properties have another of their values' },
];

/** Whether a body can exercise the feature together with others. */
export const isCombinable = ({ feature }: FeatureValue): boolean =>
  combinable.some(({ features }) => features.includes(feature));

/**
 * Lets as few requests as possible exercise the combinable features of a branch: null values and an additional property
 * share a request, and so do the enum values of different properties. The cases that share a request become subcases,
 * which are sent by themselves if it is rejected.
 */
export function combineFeatures(
  { model, template }: PlanContext,
  branch: SchemaNode,
  cases: readonly FeatureCase[],
): Case[] {
  return combinable.flatMap(({ features, name, description }) => {
    const own = cases.filter(({ feature }) => features.includes(feature));
    return groupGreedily(branch, own).flatMap((group, index) =>
      toCase(branch, group, {
        id: `${model.operation.id}/valid/${branch.path}/${index === 0 ? name : `${name}/${index}`}`,
        description: `${branch.name}: ${description}`,
        request: withJson(template, group.body),
      }),
    );
  });
}

interface Group {
  cases: FeatureCase[];
  body: Json;
}

/** Groups the cases so that one valid body has all values of a group. */
function groupGreedily(branch: SchemaNode, cases: readonly FeatureCase[]): Group[] {
  const groups: Group[] = [];
  for (const each of cases)
    if (!groups.some((group) => tryJoin(branch, group, each)))
      groups.push({ cases: [each], body: each.body });
  return groups;
}

/** Adds the case to the group if a valid body has its value and those of the group. Returns whether it did. */
function tryJoin(branch: SchemaNode, group: Group, added: FeatureCase): boolean {
  const body = setFeature(group.body, added) ?? copyProperty(added, group.body);
  if (body === undefined || !isValidAt(branch, body) || !followsPath(added.path, body)) return false;
  if (!group.cases.every((each) => hasFeature(body, each))) return false;
  group.body = body;
  group.cases.push(added);
  return true;
}

/** A copy of the body with the property of the case's body in which its value is. */
function copyProperty({ path, body: source }: FeatureCase, body: Json): Json | undefined {
  const [name] = path.steps;
  const property = name === undefined ? undefined : getAtPath(source, [name]);
  return name === undefined || property === undefined ? undefined : setAtPath(body, [name], property);
}

/** The case of a group; the cases themselves if the group has one, or if together they lead to other branches. */
function toCase(
  branch: SchemaNode,
  { cases, body }: Group,
  own: Pick<Case, 'id' | 'description' | 'request'>,
): Case[] {
  const subcases = cases.map(({ featureCase }) => featureCase);
  const [first] = subcases;
  if (!first || subcases.length < 2 || !cases.every(({ path }) => followsPath(path, body))) return subcases;
  const { operation, fixtures } = first;
  return [
    {
      ...own,
      operation,
      kind: 'valid',
      covers: [...subcases.flatMap(({ covers }) => covers), createAnyAcceptedClause(branch).id],
      subcases,
      ...(fixtures && { fixtures }),
      ...(subcases.some(({ mayBeRejected }) => mayBeRejected) && { mayBeRejected: true }),
    },
  ];
}
