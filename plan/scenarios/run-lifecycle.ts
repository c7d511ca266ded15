import { isHiddenRead } from '../../oracles/resources/requests.ts';
import { createTimeline } from '../../oracles/resources/timeline.ts';
import { offersCondition } from '../../spec/openapi/conditional-requests.ts';
import { findHeader } from '../../spec/openapi/request.ts';
import {
  findParent,
  findReference,
  listChildren,
  listDependents,
  type Resource,
} from '../../spec/openapi/resources.ts';
import { listDefaults } from '../../spec/openapi/schema-properties.ts';
import type { Actor, ActSubject, BodyChange, CreatedItem } from './actor.ts';
import { bindReferences, renameBindings } from './bind.ts';
import { changeItem, isAccepted, listChanges, readItem, readListed, readNow } from './change-item.ts';
import {
  offersPrecondition,
  otherVersion,
  rejectChanges,
  rejectCreation,
  repeatCreation,
  repeatKey,
} from './reject-requests.ts';
import { repeatTransitions } from './repeat-transitions.ts';
import { listAll, runLists } from './run-lists.ts';
import { runSearches } from './run-searches.ts';
import {
  findSeedBody,
  withLongTexts,
  withOptionalValues,
  withoutDefaults,
  withoutRoundNumbers,
  withSpecialValues,
} from './scenario-values.ts';
import { findListWith } from './search-pages.ts';

/** Maximum number of reads of an item whose creation is not finished (RFC 9110 section 15.3.3). */
const MAX_READS = 5;

/** The bodies for two items, those with the most values first: the target may reject some of the values. */
const plainBodies: readonly BodyChange[] = [
  (context, body) => withOptionalValues(context, withoutRoundNumbers(context, body)),
  withOptionalValues,
  (_, body) => body,
];
const specialBodies: readonly BodyChange[] = [
  (context, body) => withLongTexts(context, withSpecialValues(context, withOptionalValues(context, body))),
  (context, body) => withSpecialValues(context, withOptionalValues(context, body)),
  withSpecialValues,
  ...plainBodies,
];

/**
 * Creates two items of a resource, then reads, lists, changes, replaces and deletes the first, with requests between
 * that must be rejected. Every request that may have an effect has reads before and after it. At last, changes of state are
 * repeated on other items.
 */
export async function runLifecycle(
  actor: Actor,
  resource: Resource,
  resources: readonly Resource[],
): Promise<void> {
  const parent = await createParent(actor, resource, resources);
  if (parent === 'missing') return;
  const bindings = parent ? renameBindings(parent.bindings, parent.resource.path, resource.path) : [];
  const collection = { name: '', resource, bindings, path: parent?.path ?? {} };
  const item = await actor.create(resource, 'A', parent, plainBodies);
  if (!item) return;
  await readTwice(actor, item);
  await readAsOtherUser(actor, item, collection);
  const other = await actor.create(resource, 'B', parent, specialBodies);
  if (other) await readListed(actor, other, (shown) => shown !== undefined);
  await runLists(actor, collection, other ? [item, other] : [item]);
  await runSearches(actor, collection, item);
  await rejectCreation(actor, item, collection);
  await changeItem(actor, 'update', item, other);
  await changeItem(actor, 'replace', item, other);
  await rejectChanges(actor, item, other);
  await repeatCreation(actor, item, collection);
  await repeatKey(actor, item);
  const child = await createDependent(actor, item, resources, other);
  const dependents = listDependents(resource, resources);
  await useAsOtherUser(actor, item, dependents);
  if (await deleteItem(actor, item, other, child, collection))
    for (const kind of dependents) await createInvalid(actor, kind, item, 'late');
  await createPlain(actor, resource, parent);
  await repeatTransitions(actor, resource, parent, plainBodies);
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
  return (await actor.create(parent, 'P', grandparent, undefined, true)) ?? 'missing';
}

/** Reads an item as another user, and lists the items as that user if it is not found. */
async function readAsOtherUser(actor: Actor, item: CreatedItem, collection: ActSubject): Promise<void> {
  const options = { credentials: 'other-user', isInvalid: true } as const;
  const canBeOther = (action: 'read' | 'list'): boolean =>
    actor.listWrongCredentials(item.resource, action).includes('other-user');
  const read = canBeOther('read') ? await actor.act('read', item, options) : undefined;
  if (read && !isAccepted(read) && canBeOther('list')) await listAll(actor, collection, options);
}

/** Creates and reads an item without values for which the document has defaults. */
async function createPlain(actor: Actor, resource: Resource, parent: CreatedItem | undefined): Promise<void> {
  const operation = actor.findContext(resource, 'create')?.model.operation;
  if (!operation || listDefaults(operation).length === 0) return;
  const item = await actor.create(resource, 'plain', parent, [withoutDefaults]);
  if (item) await actor.act('read', item);
}

/**
 * Reads an item until it is there, then again, and at last with its entity tag and with another one if it has one. A list
 * that shows it is requested until it does.
 */
async function readTwice(actor: Actor, item: CreatedItem): Promise<void> {
  if (!actor.hasAction(item.resource, 'read')) {
    await readListed(actor, item, (shown) => shown !== undefined);
    return;
  }
  let read = await actor.act('read', item);
  for (let count = 1; count < MAX_READS && read && !isAccepted(read); count += 1)
    read = await actor.act('read', item);
  if (!isAccepted(read)) return;
  await actor.act('read', item);
  const tag = findHeader(read.response?.headers ?? [], 'etag');
  const operation = actor.findContext(item.resource, 'read')?.model.operation;
  if (tag !== undefined && operation && offersCondition(operation, 'If-None-Match'))
    for (const each of [tag, '"conformance-other"'])
      await actor.act('read', item, { headers: [['If-None-Match', each]] });
}

/**
 * Creates an item that needs another one. If it is below that, reads it there, uses it below a second parent, and lists the
 * items of the second parent. A resource whose items are below is preferred to others with such items.
 */
async function createDependent(
  actor: Actor,
  item: CreatedItem,
  resources: readonly Resource[],
  other: CreatedItem | undefined,
): Promise<CreatedItem | undefined> {
  const children = listChildren(item.resource, resources).filter((each) => actor.canRead(each));
  const kind = [...children, ...listDependents(item.resource, resources)].find((each) =>
    actor.hasAction(each, 'create'),
  );
  const dependent = kind && (await actor.create(kind, 'child', item, [withReference(kind, item)]));
  if (!dependent || !children.includes(kind)) return dependent;
  await readListed(actor, dependent, (shown) => shown !== undefined);
  const own = dependent.bindings.at(-1);
  if (other && own) {
    const above = renameBindings(other.bindings, other.resource.path, dependent.resource.path);
    await useBelowOther(actor, dependent, { ...dependent, bindings: [...above, own] });
    await listAll(actor, { name: '', resource: kind, bindings: above, path: other.path });
  }
  return dependent;
}

/** Reads, changes and deletes an item below another parent than its own. Each request with an effect is followed by a read. */
async function useBelowOther(actor: Actor, item: CreatedItem, moved: CreatedItem): Promise<void> {
  const { resource } = item;
  if (actor.hasAction(resource, 'read')) await actor.act('read', moved, { isInvalid: true });
  for (const action of ['update', 'replace', 'delete'] as const) {
    if (!actor.hasAction(resource, action)) continue;
    const current = readItem(await readNow(actor, item), item);
    if (!current) return;
    const [change] = action === 'delete' ? [] : listChanges(actor, action, item, current);
    if (action !== 'delete' && !change) continue;
    await actor.act(action, moved, { ...(change && { body: change.body }), isInvalid: true });
    await actor.act('read', item);
  }
}

/** Sets the property of the body that refers to the item, if there is one. */
const withReference =
  ({ operations }: Resource, { resource, bindings }: CreatedItem): BodyChange =>
  (_, body) => {
    const name = operations.create && findReference(operations.create, resource);
    const id = bindings.at(-1);
    return name === undefined || !id ? body : { ...body, [name]: id.value };
  };

/** Deletes an item, with requests around that show the effect. Resolves to whether the deletion was accepted. */
async function deleteItem(
  actor: Actor,
  item: CreatedItem,
  other: CreatedItem | undefined,
  child: CreatedItem | undefined,
  collection: ActSubject,
): Promise<boolean> {
  const context = actor.findContext(item.resource, 'delete');
  if (!context) return false;
  const readBoth = async (): Promise<void> => {
    await actor.act('read', item);
    if (other) await actor.act('read', other);
  };
  const read = await readNow(actor, item);
  const wrong = actor.listWrongCredentials(item.resource, 'delete').map((credentials) => ({ credentials }));
  for (const options of [
    ...wrong,
    ...(offersPrecondition(context, read) ? [{ headers: otherVersion }] : []),
  ]) {
    await actor.act('delete', item, { ...options, isInvalid: true });
    await actor.act('read', item);
  }
  if (other) await readNow(actor, other);
  let deleted = await actor.act('delete', item);
  if (child && deleted && !isAccepted(deleted)) {
    await actor.act('delete', child);
    if (other) await readNow(actor, other);
    deleted = await actor.act('delete', item);
  }
  if (!isAccepted(deleted)) return false;
  await readBoth();
  const list = await listAll(actor, collection);
  const showing = findListWith(actor, item);
  if (showing && showing.case.request.path !== list?.case.request.path) await actor.repeat(showing);
  await actor.repeat(deleted);
  await readBoth();
  const update = findAcceptedUpdate(actor, item);
  if (update) await actor.repeat(update);
  if (child) await actor.act('read', child);
  return true;
}

/** Sends creations of another user that need the item, if that user cannot read it. */
async function useAsOtherUser(
  actor: Actor,
  item: CreatedItem,
  dependents: readonly Resource[],
): Promise<void> {
  const isHidden = createTimeline(actor.exchanges).some(
    (entry) => isHiddenRead(entry) && entry.step.item === item.name,
  );
  if (!isHidden) return;
  for (const kind of dependents)
    if (actor.listWrongCredentials(kind, 'create').includes('other-user'))
      await createInvalid(actor, kind, item, 'of another user', 'other-user');
}

/** Sends a creation that must be rejected: below an item, or with its id in the body. */
async function createInvalid(
  actor: Actor,
  resource: Resource,
  item: CreatedItem,
  name: string,
  credentials?: 'other-user',
): Promise<void> {
  const context = actor.findContext(resource, 'create');
  const seed = context?.isSeedAccepted && findSeedBody(context);
  if (!context || !seed) return;
  const body = withReference(resource, item)(context, seed);
  const above = renameBindings(item.bindings, item.resource.path, resource.path);
  await actor.act(
    'create',
    { name, resource, bindings: above, path: item.path },
    {
      ...{ body, bindings: bindReferences(body, item.bindings.at(-1)), isInvalid: true },
      ...(credentials && { credentials }),
    },
  );
}

const findAcceptedUpdate = (actor: Actor, { name }: CreatedItem) =>
  createTimeline(actor.exchanges).find(
    ({ step, isAccepted: wasAccepted }) => step.action === 'update' && wasAccepted && step.item === name,
  )?.exchange;
