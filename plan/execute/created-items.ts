import { serializeRequest } from '../../http/serialize/serialize-request.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { matchPath } from '../../spec/openapi/find-operation.ts';
import { emptyMessage } from '../../spec/openapi/request-message.ts';
import type { Resource } from '../../spec/openapi/resources.ts';
import type { PlanContext } from '../context.ts';
import { bindCreated } from '../scenarios/bind.ts';

/** An item that the run has created and not deleted. */
export interface CreatedItem {
  /** The path of the item on the target: `/books/7`. */
  path: string;
  /** The request that deletes it; undefined if the contract has none. */
  deletion?: Case;
  /** Set if the run has deleted items of its collection, or what it belongs to: it may be gone. */
  mayBeGone?: true;
}

/** The items that the target has created in the run. */
export interface CreatedItems {
  collect(exchange: Exchange): void;
  /** The items that are left, the last created first. */
  list(): CreatedItem[];
}

/** An item with the operation and the status that named it. */
interface Entry {
  item: CreatedItem;
  operation: string;
  status: number;
}

/**
 * Keeps account of what accepted requests create and delete. If an operation has responded with 201, what its other
 * responses name was there before.
 */
export function createCreatedItems(
  contexts: ReadonlyMap<string, PlanContext>,
  resources: readonly Resource[],
): CreatedItems {
  const entries = new Map<string, Entry>();
  const operationsWith201 = new Set<string>();
  const byCreation = groupByCreation(resources);
  return {
    collect(exchange) {
      const { case: sent, response } = exchange;
      if (!response) return;
      const { status } = response;
      const { method, path } = sent.request;
      const isGone = [404, 410].includes(status) || status < 300;
      const [target = ''] = path.split('?');
      if (method === 'DELETE' && isGone) {
        entries.delete(target);
        for (const [each, entry] of entries)
          if (each.startsWith(`${target}/`)) entry.item = { ...entry.item, mayBeGone: true };
      }
      if (status === 201) operationsWith201.add(sent.operation);
      const creations =
        method === 'POST' && isCreation(contexts.get(sent.operation), status)
          ? (byCreation.get(sent.operation) ?? [])
          : [];
      // a PUT that creates gets 201 (RFC 9110 section 9.3.4)
      const replacements =
        method === 'PUT' && status === 201
          ? resources.filter(({ operations: { replace } }) => replace?.id === sent.operation)
          : [];
      for (const resource of [...creations, ...replacements]) {
        const values = readPathValues(resource, exchange);
        const item =
          values && !isOfUser(contexts, values[resource.parameter]) && createItem(contexts, resource, values);
        if (item && (status === 201 || entries.get(item.path)?.status !== 201))
          entries.set(item.path, { item, operation: sent.operation, status });
      }
    },
    list: () =>
      [...entries.values()]
        .filter(({ operation, status }) => status === 201 || !operationsWith201.has(operation))
        .map(({ item }) => item)
        .reverse(),
  };
}

/**
 * Whether the status says that something was created: 201, or another success if the document has no 201. If it has one, a
 * 200 may concern an item that was there before.
 */
const isCreation = (context: PlanContext | undefined, status: number): boolean =>
  status === 201 ||
  (status < 300 && !context?.model.operation.responses.some((response) => response.status === '201'));

function groupByCreation(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { create } = resource.operations;
    if (create) groups.set(create.id, [...(groups.get(create.id) ?? []), resource]);
  }
  return groups;
}

/**
 * The path parameters of the item that an accepted request creates: a POST whose response names it, or a PUT. Undefined if
 * they are not known.
 */
function readPathValues(resource: Resource, exchange: Exchange): Record<string, string> | undefined {
  const { create, replace } = resource.operations;
  const { method, path } = exchange.case.request;
  const operation = method === 'PUT' ? replace : create;
  const [match] = operation ? matchPath([operation], [], path) : [];
  if (!operation || !match) return undefined;
  if (operation === replace) return { ...match.values };
  const binding = bindCreated(resource, operation, exchange);
  return binding && { ...match.values, [binding.name]: String(binding.value) };
}

/** Whether an id is one of the user's fixtures. A target may respond with 201 to every PUT. */
const isOfUser = (contexts: ReadonlyMap<string, PlanContext>, id: string | undefined): boolean =>
  [...contexts.values()].some(({ proposals: { userMessage } }) =>
    Object.values(userMessage?.path ?? {}).some((value) => String(value) === id),
  );

function createItem(
  contexts: ReadonlyMap<string, PlanContext>,
  resource: Resource,
  values: Readonly<Record<string, string>>,
): CreatedItem {
  const { delete: remove } = resource.operations;
  const path = resource.path.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  );
  const context = remove && contexts.get(remove.id);
  if (!context) return { path };
  const message = { ...(context.seedMessages[0]?.message ?? emptyMessage), path: values };
  const { id } = context.model.operation;
  return {
    path,
    deletion: {
      ...{ id: `${id}/clean-up${path}`, operation: id, kind: 'probe', covers: [] },
      description: 'deletion of what the run has created',
      request: serializeRequest(context.model.operation, message),
    },
  };
}
