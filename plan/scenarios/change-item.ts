import { isDeepStrictEqual } from 'node:util';
import { createTimeline, findViewBefore, isChange } from '../../oracles/resources/timeline.ts';
import type { JsonObject } from '../../spec/json.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import type { Resource, ResourceAction } from '../../spec/openapi/resources.ts';
import type { Actor, CreatedItem } from './actor.ts';
import { type ChangedBody, listChangedBodies, listRemovals } from './scenario-values.ts';

/** Maximum number of changes that are tried until the target accepts one. */
const MAX_CHANGES = 3;

export const isAccepted = (exchange: Exchange | undefined): exchange is Exchange =>
  exchange?.response !== undefined && exchange.response.status < 300;

/** Whether the document has a status for a conflict of the action. */
export const hasConflict = (actor: Actor, resource: Resource, action: ResourceAction): boolean =>
  actor.findContext(resource, action)?.model.operation.responses.some(({ status }) => status === '409') ===
  true;

/** Returns the item that the response to a read shows. */
export const readItem = (exchange: Exchange | undefined, { name }: CreatedItem): JsonObject | undefined =>
  isAccepted(exchange) ? createTimeline([exchange]).find(({ step }) => step.item === name)?.item : undefined;

/** Maximum number of lists until one shows a change. */
const MAX_READS = 5;

/** Reads an item. If a list shows it, reads again as long as that is not as expected, because lists may show changes later. */
export async function readListed(
  actor: Actor,
  item: CreatedItem,
  isExpected: (shown: JsonObject | undefined) => boolean,
): Promise<Exchange | undefined> {
  let read = await actor.act('read', item);
  for (let count = 1; count < MAX_READS && isList(read) && !isExpected(readItem(read, item)); count += 1)
    read = await actor.act('read', item, { isRepeated: true });
  return read;
}

const isList = (exchange: Exchange | undefined): exchange is Exchange =>
  isAccepted(exchange) && exchange.case.step?.action === 'list';

/** Returns what the last read of an item has shown; reads it if anything may have changed since. */
export async function readNow(actor: Actor, item: CreatedItem): Promise<Exchange | undefined> {
  const timeline = createTimeline(actor.exchanges);
  const view = findViewBefore(timeline, timeline.length, item.name);
  const isCurrent = view?.step.action === 'read' && !timeline.slice(timeline.indexOf(view)).some(isChange);
  return isCurrent ? view.exchange : actor.act('read', item);
}

/**
 * The changes to the item that the operation can make, from its last read. A change of the value that identifies the item
 * in the path, such as its name, is left out: it would give the item another path.
 */
export const listChanges = (
  actor: Actor,
  action: 'update' | 'replace',
  item: CreatedItem,
  current: JsonObject,
): ChangedBody[] => {
  const context = actor.findContext(item.resource, action);
  const id = String(item.bindings.at(-1)?.value);
  const names = Object.keys(current).filter((name) => String(current[name]) === id);
  const changes = context ? listChangedBodies(context, current, action === 'update') : [];
  return changes.filter(({ body }) => names.every((name) => !(name in body) || String(body[name]) === id));
};

/** Sends changes of an item until the target accepts one, and repeats a PUT. */
export async function changeItem(
  actor: Actor,
  action: 'update' | 'replace',
  item: CreatedItem,
  other: CreatedItem | undefined,
): Promise<void> {
  if (!actor.hasAction(item.resource, action)) return;
  const current = readItem(await readNow(actor, item), item);
  if (!current) return;
  if (other) await readNow(actor, other);
  for (const { body } of listChanges(actor, action, item, current).slice(0, MAX_CHANGES)) {
    const changed = await actor.act(action, item, { body });
    await readListed(actor, item, (shown) => !isAccepted(changed) || !isDeepStrictEqual(shown, current));
    if (!isAccepted(changed)) continue;
    if (action === 'replace') {
      await actor.repeat(changed);
      await actor.act('read', item);
    }
    if (other) await actor.act('read', other);
    if (action === 'update') await removeValue(actor, item);
    return;
  }
}

/** Sets a property of an item to null, and reads the item. */
async function removeValue(actor: Actor, item: CreatedItem): Promise<void> {
  const context = actor.findContext(item.resource, 'update');
  const current = readItem(await readNow(actor, item), item);
  const [removal] = context && current ? listRemovals(context, current) : [];
  if (!removal) return;
  await actor.act('update', item, { body: removal.body });
  await actor.act('read', item);
}
