import type { JsonObject } from '../../spec/json.ts';

/** A resource that the server stores. */
export interface Resource {
  id: string;
  /** The id of the parent resource, such as the author of a book. */
  parentId: string | undefined;
  /** The number of changes, starting with 1. */
  version: number;
  createdAt: string;
  /** The time of the last change, at first that of the creation. */
  updatedAt: string;
  data: JsonObject;
}

/** The resources of one kind, in the order of their creation. */
export interface Collection {
  create(data: JsonObject, parentId?: string): Resource;
  find(id: string): Resource | undefined;
  /** Replaces the data of a resource and returns the new version. */
  replace(resource: Resource, data: JsonObject): Resource;
  remove(resource: Resource): void;
  /** Returns all resources, or those of one parent. */
  list(parentId?: string): Resource[];
}

/** Creates an empty collection. `nextId` is called once for each new resource, and `now` also for each change. */
export function createCollection(nextId: () => string, now: () => string): Collection {
  const resources = new Map<string, Resource>();
  const store = (resource: Resource): Resource => {
    resources.set(resource.id, resource);
    return resource;
  };
  return {
    create: (data, parentId) => {
      const time = now();
      return store({ id: nextId(), parentId, version: 1, createdAt: time, updatedAt: time, data });
    },
    find: (id) => resources.get(id.toLowerCase()),
    replace: (resource, data) =>
      store({ ...resource, version: resource.version + 1, updatedAt: now(), data }),
    remove: ({ id }) => void resources.delete(id),
    list: (parentId) =>
      [...resources.values()].filter((resource) => parentId === undefined || resource.parentId === parentId),
  };
}
