import type { JsonObject } from '../../spec/json.ts';

/** Something that the server stores. */
export interface Resource {
  id: string;
  /** The id of the resource that owns it: of a book, the author. */
  parentId: string | undefined;
  /** Counts the changes, from 1. */
  version: number;
  createdAt: string;
  data: JsonObject;
}

/** The resources of one kind, in the order of their creation. */
export interface Collection {
  create(data: JsonObject, parentId?: string): Resource;
  find(id: string): Resource | undefined;
  /** Replaces the data. */
  replace(resource: Resource, data: JsonObject): Resource;
  remove(resource: Resource): void;
  /** All resources, or those of one parent. */
  list(parentId?: string): Resource[];
}

/** An empty collection. `nextId` and `now` are called once for each resource. */
export function createCollection(nextId: () => string, now: () => string): Collection {
  const resources = new Map<string, Resource>();
  const store = (resource: Resource): Resource => {
    resources.set(resource.id, resource);
    return resource;
  };
  return {
    create: (data, parentId) => store({ id: nextId(), parentId, version: 1, createdAt: now(), data }),
    find: (id) => resources.get(id.toLowerCase()),
    replace: (resource, data) => store({ ...resource, version: resource.version + 1, data }),
    remove: ({ id }) => void resources.delete(id),
    list: (parentId) =>
      [...resources.values()].filter((resource) => parentId === undefined || resource.parentId === parentId),
  };
}
