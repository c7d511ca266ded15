import type { Operation } from './contract.ts';
import { isChangingMethod } from './is-safe-method.ts';
import { isSearch } from './is-search.ts';
import { listEnvelopeProperties, showsItems } from './list-parameters.ts';
import {
  lastResource,
  mayCreate,
  normalizeName,
  splitIdName,
  toSingular,
  withoutNames,
} from './path-names.ts';
import { listProperties } from './schema-properties.ts';

/** What an operation does with the items of a resource. */
export type ResourceAction =
  | 'create'
  | 'read'
  | 'list'
  | 'search'
  | 'update'
  | 'replace'
  | 'delete'
  | 'transition';

/** A collection such as `/books` with its items `/books/{book_id}`, and the operations on them. */
export interface Resource {
  /**
   * The path of an item, which identifies the resource: `/books/{book_id}`. The document need not have it, if it creates
   * and lists the items.
   */
  path: string;
  /** The path of an item without the last parameter: `/books`. */
  collection: string;
  /** The name of the path parameter that identifies an item. */
  parameter: string;
  operations: Readonly<Partial<Record<ResourceAction, Operation>>>;
  /**
   * The operation that shows the items if none reads one: the list, or the read of the parent if its response has a
   * property with the name of the collection.
   */
  view?: Operation;
  /** The operations that may change the state of an item: `POST /orders/{order_id}/cancel`. */
  transitions: readonly Operation[];
  /** The POSTs that search items of the collection: `POST /orders/search`. */
  searches: readonly Operation[];
}

/** Whether two path templates are identical but for the names of their parameters, and a slash at the end. */
export const isSamePath = (path: string, other: string): boolean =>
  withoutNames(withoutTrailingSlash(path)) === withoutNames(withoutTrailingSlash(other));

/** Whether a path is below an item: `/books/{book_id}/reviews` is below `/books/{id}`. */
export const isBelowItem = (path: string, item: string): boolean =>
  withoutNames(path).startsWith(`${withoutNames(item)}/`);

const withoutTrailingSlash = (path: string): string => path.replace(/(.)\/$/, '$1');

/** The path of an item: a path that ends with a parameter. */
const itemPath = /^(.*)\/\{([^{}/]+)\}$/;

/** The methods of the actions (RFC 9110 section 9.3, RFC 5789). `create` and `list` are those of the collection. */
export const actionMethods: Readonly<Record<ResourceAction, string>> = {
  ...{ create: 'POST', read: 'GET', list: 'GET', update: 'PATCH', replace: 'PUT', delete: 'DELETE' },
  ...{ transition: 'POST', search: 'POST' },
};

const itemActions: readonly ResourceAction[] = ['read', 'update', 'replace', 'delete'];

/**
 * Finds the resources of an API by its paths and methods. A resource whose collection has no POST may be created at
 * another path that ends with the name of the collection, unless that path has items:
 * `/authors/{author_id}/books` creates the books of `/books/{book_id}`.
 */
export function findResources(operations: readonly Operation[]): Resource[] {
  const paths = new Set(operations.map(({ path }) => withoutTrailingSlash(path)));
  const creators = operations.filter((each) => each.method === 'POST' && !isSearch(each));
  const collections = [...paths].flatMap((path) => itemPath.exec(path)?.[1] ?? []);
  const unnamed = operations.flatMap((each) => nameItems(each, operations, collections) ?? []);
  const resources = [...paths, ...unnamed].flatMap((path): Omit<Resource, 'transitions' | 'searches'>[] => {
    const [, collection, parameter] = itemPath.exec(path) ?? [];
    if (collection === undefined || parameter === undefined) return [];
    const find = (method: string, at: string): Operation | undefined =>
      operations.find((each) => each.method === method && isSamePath(each.path, at));
    const create =
      creators.find((each) => isSamePath(each.path, collection)) ??
      creators.find(
        (each) =>
          mayCreate(each.path, path, parameter) &&
          !collections.some((collection) => isSamePath(each.path, collection)),
      );
    const found: readonly (readonly [ResourceAction, Operation | undefined])[] = [
      ['create', create],
      ['list', find('GET', collection)],
      ...itemActions.map((action) => [action, find(actionMethods[action], path)] as const),
    ];
    const view = find('GET', path)
      ? undefined
      : (find('GET', collection) ?? findContaining(collection, find));
    const own = Object.fromEntries(found.filter(([, each]) => each));
    return [{ path, collection, parameter, operations: own, ...(view && { view }) }];
  });
  const creating = new Set(resources.map(({ operations: { create } }) => create));
  return resources.map((resource) => ({
    ...resource,
    transitions: creators.filter((each) => !creating.has(each) && isTransition(each, resource.path)),
    searches: operations.filter((each) => isSearch(each) && isOneBelow(each, resource.collection)),
  }));
}

/**
 * Returns a path for the items that a list shows, if another operation creates them and the document has no path for one:
 * `/books/{book_id}/notes/{note_id}`. Items that the document has elsewhere have their path there.
 */
function nameItems(
  list: Operation,
  operations: readonly Operation[],
  collections: readonly string[],
): string | undefined {
  if (list.method !== 'GET' || !showsItems(list)) return undefined;
  const path = withoutTrailingSlash(list.path);
  const create = operations.find((each) => each.method === 'POST' && isSamePath(each.path, path));
  const isCreation = create?.responses.some(({ status }) => status === '201');
  if (!isCreation || collections.some((each) => lastResource(each) === lastResource(path))) return undefined;
  return `${path}/{${toSingular(lastResource(path))}_id}`;
}

/** Finds the operation that reads an item whose representation contains the items of a collection below it. */
function findContaining(
  collection: string,
  find: (method: string, path: string) => Operation | undefined,
): Operation | undefined {
  const [, parent, name] = /^(.*\})\/([^/{}]+)$/.exec(collection) ?? [];
  const read = parent === undefined ? undefined : find('GET', parent);
  if (!read || name === undefined) return undefined;
  const names = listEnvelopeProperties(read).map(normalizeName);
  return names.includes(normalizeName(name)) ? read : undefined;
}

/** The names that the property with the id of an item may have, the most likely first. */
export const listIdNames = ({ parameter }: Pick<Resource, 'parameter'>): string[] => [
  ...new Set([parameter, splitIdName(parameter)?.property ?? 'id', 'id', 'uuid']),
];

/**
 * Whether accepted requests change or delete the item that the path names: those of PUT, PATCH and DELETE, and of a POST
 * below an item that creates and searches nothing, as `/orders/{id}/cancel`.
 */
export function changesItem(operation: Operation, operations: readonly Operation[]): boolean {
  const { method, path, responses } = operation;
  if (method !== 'POST') return isChangingMethod(method);
  const isBelowOne = /\}[/:][^/{}]+\/?$/.test(path);
  if (!isBelowOne || isSearch(operation) || responses.some(({ status }) => status === '201')) return false;
  const items = `${withoutNames(withoutTrailingSlash(path))}/{`;
  return !operations.some(
    (each) =>
      withoutNames(each.path).startsWith(items) || (each.method === 'GET' && isSamePath(each.path, path)),
  );
}

/** Whether the operation is a POST one segment below an item, or on the item with a verb, as in `/orders/{id}:cancel`. */
const isTransition = (operation: Operation, item: string): boolean =>
  operation.method === 'POST' && isOneBelow(operation, item);

/** Whether the path of an operation is one segment below another, or that with a verb, as in `/orders:search`. */
const isOneBelow = ({ path }: Operation, above: string): boolean =>
  withoutNames(path).startsWith(withoutNames(above)) &&
  /^[/:][^/{}]+\/?$/.test(withoutNames(path).slice(withoutNames(above).length));

/** The resource with the operation as its only search. */
export const withSearch = (resource: Resource, search: Operation): Resource => ({
  ...resource,
  operations: { ...resource.operations, search },
});

/** The resource with the operation as its only transition. */
export const withTransition = (resource: Resource, transition: Operation): Resource => ({
  ...resource,
  operations: { ...resource.operations, transition },
});

/** The resources below an item: `/books/{book_id}/reviews/{review_id}` is below `/books/{book_id}`. */
export const listChildren = (parent: Resource, resources: readonly Resource[]): Resource[] =>
  resources.filter(
    ({ collection }) =>
      isBelowItem(collection, parent.path) &&
      collection.split('/').length === parent.path.split('/').length + 1,
  );

/** The resource to whose items a collection belongs; undefined if there is none. */
export const findParent = (child: Resource, resources: readonly Resource[]): Resource | undefined =>
  resources.find((parent) => listChildren(parent, [child]).length > 0);

/**
 * The resources whose items may need an item to exist: those created below it, as `/authors/{author_id}/books` creates
 * books, and those that are created with its id, such as `author_id`.
 */
export const listDependents = (resource: Resource, resources: readonly Resource[]): Resource[] =>
  resources.filter(
    ({ path, operations: { create } }) =>
      create &&
      path !== resource.path &&
      (isBelowItem(create.path, resource.path) || findReference(create, resource) !== undefined),
  );

/** The property of the body of a creation that has the id of an item of the resource: `author_id`. */
export function findReference({ body }: Operation, { collection, parameter }: Resource): string | undefined {
  const id = splitIdName(parameter)?.property ?? parameter;
  const resource = toSingular(lastResource(collection));
  return body?.content
    .flatMap(({ schema }) => listProperties(schema))
    .map(([name]) => name)
    .find((name) => {
      const named = splitIdName(name);
      return (
        named && toSingular(named.resource) === resource && named.property.toLowerCase() === id.toLowerCase()
      );
    });
}
