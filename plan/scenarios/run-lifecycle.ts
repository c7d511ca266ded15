import { createTimeline, findReadBefore } from '../../oracles/resources/timeline.ts';
import type { JsonObject } from '../../spec/json.ts';
import { offersCondition } from '../../spec/openapi/conditional-requests.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import { findParent, listChildren, type Resource } from '../../spec/openapi/resources.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import type { Actor, CreatedItem } from './actor.ts';
import { runLists } from './run-lists.ts';
import {
  type ChangedBody,
  createInvalidBody,
  findSeedBody,
  listChangedBodies,
  withSpecialValues,
} from './scenario-values.ts';

/** Maximum number of changes that are tried until the target accepts one. */
const MAX_CHANGES = 3;

const isAccepted = (exchange: Exchange | undefined): exchange is Exchange =>
  exchange?.response !== undefined && exchange.response.status < 300;

/** Returns the item that the response to a read shows. */
const readItem = (exchange: Exchange | undefined): JsonObject | undefined =>
  exchange && isAccepted(exchange) ? createTimeline([exchange])[0]?.item : undefined;

/**
 * Creates two items of a resource, then reads, lists, changes, replaces and deletes the first, with requests between
 * that must be rejected. Every request that may have an effect has reads before and after it.
 */
export async function runLifecycle(
  actor: Actor,
  resource: Resource,
  resources: readonly Resource[],
): Promise<void> {
  const parent = await createParent(actor, resource, resources);
  if (parent === 'missing') return;
  const collection = { name: '', resource, bindings: parent?.bindings ?? [], path: parent?.path ?? {} };
  await actor.act('list', collection);
  const item = await actor.create(resource, 'A', parent);
  if (!item) return;
  await readTwice(actor, item);
  await repeatCreation(actor, item);
  const other =
    (await actor.create(resource, 'B', parent, withSpecialValues)) ??
    (await actor.create(resource, 'B', parent));
  if (other) await actor.act('read', other);
  await runLists(actor, collection, item);
  await rejectCreation(actor, item);
  await actor.act('list', collection);
  await changeItem(actor, 'update', item, other);
  await rejectChanges(actor, item);
  await changeItem(actor, 'replace', item, other);
  const child = await createChild(actor, item, resources, other);
  await deleteItem(actor, item, other, child, collection);
}

/** Creates the item to which the scenario's items belong; undefined if it must be one that exists. */
async function createParent(
  actor: Actor,
  resource: Resource,
  resources: readonly Resource[],
): Promise<CreatedItem | undefined | 'missing'> {
  const parent = findParent(resource, resources);
  if (!parent || !actor.hasAction(parent, 'create')) return undefined;
  const grandparent = await createParent(actor, parent, resources);
  if (grandparent === 'missing') return 'missing';
  return (await actor.create(parent, 'P', grandparent)) ?? 'missing';
}

/** Returns what the last read of an item has shown; reads it if it may have changed since. */
async function readNow(actor: Actor, item: CreatedItem): Promise<Exchange | undefined> {
  const timeline = createTimeline(actor.exchanges);
  return findReadBefore(timeline, timeline.length, item.name)?.exchange ?? (await actor.act('read', item));
}

/** Reads an item twice, the second time with its entity tag if it has one. */
async function readTwice(actor: Actor, item: CreatedItem): Promise<void> {
  const read = await actor.act('read', item);
  if (!isAccepted(read)) return;
  await actor.act('read', item);
  const tag = findHeader(read.response?.headers ?? [], 'etag');
  const operation = actor.findContext(item.resource, 'read')?.model.operation;
  if (tag !== undefined && operation && offersCondition(operation, 'If-None-Match'))
    await actor.act('read', item, { headers: [['If-None-Match', tag]] });
}

/** The changes to the item that the operation can make, from its last read. */
const listChanges = (
  actor: Actor,
  action: 'update' | 'replace',
  item: CreatedItem,
  current: JsonObject,
): ChangedBody[] => {
  const context = actor.findContext(item.resource, action);
  return context ? listChangedBodies(context, current, action === 'update') : [];
};

async function changeItem(
  actor: Actor,
  action: 'update' | 'replace',
  item: CreatedItem,
  other: CreatedItem | undefined,
): Promise<void> {
  if (!actor.hasAction(item.resource, action)) return;
  const current = readItem(await readNow(actor, item));
  if (!current) return;
  for (const { body } of listChanges(actor, action, item, current).slice(0, MAX_CHANGES)) {
    const changed = await actor.act(action, item, { body });
    await actor.act('read', item);
    if (!isAccepted(changed)) continue;
    if (action === 'replace') {
      await actor.repeat(changed);
      await actor.act('read', item);
    }
    if (other) await actor.act('read', other);
    return;
  }
}

/** Sends changes that must be rejected, each followed by a read: an invalid one, one without credentials, a late one. */
async function rejectChanges(actor: Actor, item: CreatedItem): Promise<void> {
  for (const action of ['update', 'replace'] as const) {
    const context = actor.findContext(item.resource, action);
    const read = context && (await readNow(actor, item));
    const current = readItem(read);
    const [change] = current ? listChanges(actor, action, item, current) : [];
    if (!context || !change) continue;
    const invalid = createInvalidBody(context, change);
    const reject = async (options: Parameters<Actor['act']>[2]): Promise<void> => {
      if (await actor.act(action, item, { ...options, isInvalid: true })) await actor.act('read', item);
    };
    if (invalid) await reject({ body: invalid });
    if (requiresCredentials(context.model.operation.security))
      await reject({ body: change.body, credentials: 'none' });
    const tag = findHeader(read?.response?.headers ?? [], 'etag');
    if (tag !== undefined && action === 'update')
      await reject({ body: change.body, headers: [['If-Match', '"conformance-other"']] });
  }
}

async function rejectCreation(actor: Actor, { resource, bindings, path }: CreatedItem): Promise<void> {
  const context = actor.findContext(resource, 'create');
  const body = context && findSeedBody(context);
  const [property] = Object.keys(body ?? {});
  const invalid =
    context && body && property !== undefined ? createInvalidBody(context, { property, body }) : undefined;
  if (invalid)
    await actor.act('create', { name: 'none', resource, bindings, path }, { body: invalid, isInvalid: true });
}

/** Sends the request of a creation again, if the document has a status for the conflict. */
async function repeatCreation(actor: Actor, { resource, exchange }: CreatedItem): Promise<void> {
  const responses = actor.findContext(resource, 'create')?.model.operation.responses ?? [];
  if (responses.some(({ status }) => status === '409')) await actor.repeat(exchange);
}

/** Creates an item below another, and reads it below its parent and below another one. */
async function createChild(
  actor: Actor,
  item: CreatedItem,
  resources: readonly Resource[],
  other: CreatedItem | undefined,
): Promise<CreatedItem | undefined> {
  const kind = listChildren(item.resource, resources).find(
    (each) => actor.hasAction(each, 'create') && actor.hasAction(each, 'read'),
  );
  const child = kind && (await actor.create(kind, 'child', item));
  if (!child) return undefined;
  await actor.act('read', child);
  const own = child.bindings.at(-1);
  if (other && own)
    await actor.act('read', { ...child, bindings: [...other.bindings, own] }, { isInvalid: true });
  return child;
}

async function deleteItem(
  actor: Actor,
  item: CreatedItem,
  other: CreatedItem | undefined,
  child: CreatedItem | undefined,
  collection: Omit<CreatedItem, 'exchange'>,
): Promise<void> {
  const context = actor.findContext(item.resource, 'delete');
  if (!context) return;
  await readNow(actor, item);
  if (requiresCredentials(context.model.operation.security)) {
    await actor.act('delete', item, { credentials: 'none', isInvalid: true });
    await actor.act('read', item);
  }
  if (other) await readNow(actor, other);
  let deleted = await actor.act('delete', item);
  if (child && deleted && !isAccepted(deleted)) {
    await actor.act('delete', child);
    deleted = await actor.act('delete', item);
  }
  if (!isAccepted(deleted)) return;
  await actor.act('read', item);
  if (other) await actor.act('read', other);
  await actor.act('list', collection);
  await actor.repeat(deleted);
  await actor.act('read', item);
  if (other) await actor.act('read', other);
  const update = actor.exchanges.find(
    ({ case: { step } }) => step?.action === 'update' && !step.isInvalid && step.item === item.name,
  );
  if (update) await actor.repeat(update);
  if (child) await actor.act('read', child);
}
