import type { Operation } from '../../spec/openapi/contract.ts';
import { listResponseProperties } from '../../spec/openapi/list-parameters.ts';
import {
  findParent,
  findResources,
  isBelowItem,
  isSamePath,
  listIdNames,
  type Resource,
} from '../../spec/openapi/resources.ts';
import { listLinkExpressions } from './bind.ts';

/**
 * Describes, for each resource of these operations, where the ids in paths come from: the response to a creation, or why
 * there is none. A last line names operations whose path parameters identify no resource.
 */
export function describeScenarios(operations: readonly Operation[]): string[] {
  const resources = findResources(operations);
  const isFed = ({ path }: Operation): boolean => resources.some((resource) => isOfItem(path, resource.path));
  const unfed = operations.filter((operation) => operation.path.includes('{') && !isFed(operation));
  return [
    ...resources.map((resource) => describeResource(resource, resources, operations)),
    ...(unfed.length > 0
      ? [`no resource: ${formatIds(unfed)}, with values of fixtures, of earlier responses, or generated ones`]
      : []),
  ];
}

const isOfItem = (path: string, item: string): boolean => isSamePath(path, item) || isBelowItem(path, item);

const formatIds = (operations: readonly Operation[]): string => operations.map(({ id }) => id).join(', ');

function describeResource(
  resource: Resource,
  resources: readonly Resource[],
  operations: readonly Operation[],
): string {
  const { path, parameter, operations: own } = resource;
  const { create, list } = own;
  const users = operations.filter((operation) => operation !== create && isOfItem(operation.path, path));
  const target = `${path}: \`${parameter}\` of ${formatIds(users)}`;
  if (!create)
    return `${target} is ${list ? `that of an item of ${list.id}` : 'that of fixtures or examples'}, because no operation creates one`;
  const parent = findParent(resource, resources);
  const below = parent?.operations.create ? `, below an item of ${parent.operations.create.id}` : '';
  return `${target} is ${findExpression(resource, create)} of ${create.id}${below}`;
}

/** The expression by which the document names the id; without a documented property, the `Location`. */
function findExpression(resource: Resource, create: Operation): string {
  const [link] = create.responses.flatMap(({ status }) =>
    listLinkExpressions(resource, create, Number(status)),
  );
  const properties = new Set(listResponseProperties(create));
  const name = listIdNames(resource).find((each) => properties.has(each));
  return link ?? (name === undefined ? '$response.header.Location' : `$response.body#/${name}`);
}
