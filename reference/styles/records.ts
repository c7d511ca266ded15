import type { JsonObject } from '../../spec/json.ts';

/** The resources of a style by id, in the order of their creation. */
export interface Records {
  add(id: string | number, record: JsonObject): JsonObject;
  find(id: unknown): JsonObject | undefined;
  remove(id: unknown): void;
  list(): JsonObject[];
}

export function createRecords(initial: readonly JsonObject[] = []): Records {
  const records = new Map<string, JsonObject>(initial.map((record) => [String(record.id), record]));
  return {
    add: (id, record) => {
      records.set(String(id), record);
      return record;
    },
    find: (id) => records.get(String(id)),
    remove: (id) => void records.delete(String(id)),
    list: () => [...records.values()],
  };
}

/** Creates a counter that starts after `last`. */
export function createCounter(last = 0): () => number {
  let current = last;
  return () => {
    current += 1;
    return current;
  };
}
