import { offersCondition } from '../../spec/openapi/conditional-requests.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { listIdempotencyKeys } from '../../spec/openapi/idempotency-key.ts';
import { findHeader, type HeaderList } from '../../spec/openapi/request.ts';
import { requiresCredentials } from '../../spec/openapi/security.ts';
import { generatePart, toSingleUsePart } from '../cases/single-use.ts';
import type { PlanContext } from '../context.ts';
import type { Actor, ActSubject, CreatedItem } from './actor.ts';
import { hasConflict, isAccepted, listChanges, readItem, readNow } from './change-item.ts';
import { listAll } from './run-lists.ts';
import { createInvalidBody, findSeedBody, listChangedBodies } from './scenario-values.ts';

/**
 * Sends changes that must be rejected, each followed by a read: an invalid one, one without credentials, one of
 * another user, one for another version of the item, and one that gives it the values of another item.
 */
export async function rejectChanges(
  actor: Actor,
  item: CreatedItem,
  other: CreatedItem | undefined,
): Promise<void> {
  for (const action of ['update', 'replace'] as const) {
    const context = actor.findContext(item.resource, action);
    const read = context && (await readNow(actor, item));
    const current = readItem(read, item);
    const [change] = current ? listChanges(actor, action, item, current) : [];
    if (!context || !change) continue;
    const reject = async (options: Parameters<Actor['act']>[2]): Promise<void> => {
      if (await actor.act(action, item, options)) await actor.act('read', item);
    };
    const invalid = createInvalidBody(context, change);
    if (invalid) await reject({ body: invalid, isInvalid: true });
    for (const credentials of actor.listWrongCredentials(item.resource, action))
      await reject({ body: change.body, credentials, isInvalid: true });
    if (offersPrecondition(context, read))
      await reject({ body: change.body, headers: otherVersion, isInvalid: true });
    if (other && action === 'replace' && hasConflict(actor, item.resource, action)) {
      const [taken] = listChanges(actor, action, item, readItem(await readNow(actor, other), other) ?? {});
      if (taken) await reject({ body: taken.body });
    }
  }
}

/** A precondition that no version of an item meets. */
export const otherVersion: HeaderList = [['If-Match', '"conformance-other"']];

/** Whether the operation has a precondition, and the response to a read the entity tag for it. */
export const offersPrecondition = ({ model }: PlanContext, read: Exchange | undefined): boolean =>
  findHeader(read?.response?.headers ?? [], 'etag') !== undefined &&
  offersCondition(model.operation, 'If-Match');

/**
 * Sends creations that must be rejected, an invalid one and one without credentials, with a list after each. Follows a
 * list.
 */
export async function rejectCreation(
  actor: Actor,
  { resource, bindings, path }: CreatedItem,
  collection: ActSubject,
): Promise<void> {
  const context = actor.findContext(resource, 'create');
  const body = context && findSeedBody(context);
  const [property] = Object.keys(body ?? {});
  if (!context || !body || property === undefined) return;
  const none = { name: 'none', resource, bindings, path };
  const invalid = createInvalidBody(context, { property, body });
  if (invalid) {
    await actor.act('create', none, { body: invalid, isInvalid: true });
    await listAll(actor, collection);
  }
  if (!requiresCredentials(context.model.operation.security)) return;
  await actor.act('create', none, { body, credentials: 'none', isInvalid: true });
  await listAll(actor, collection);
}

/**
 * Sends a creation with an idempotency key, sends it again, and then another body with the same key, if the document has
 * such a header.
 */
export async function repeatKey(actor: Actor, { resource, bindings, path }: CreatedItem): Promise<void> {
  const context = actor.findContext(resource, 'create');
  const [parameter] = context ? listIdempotencyKeys(context.model.operation) : [];
  const message = context?.seedMessages[0]?.message;
  const body = context && findSeedBody(context);
  if (!context || !parameter || !message || !body) return;
  // the cases of the plan have positive numbers
  const key = generatePart(context, message, toSingleUsePart(parameter), -1, () => false);
  if (key === undefined) return;
  const headers: HeaderList = [[parameter.name, String(key)]];
  const item = { name: 'with key', resource, bindings, path };
  const created = await actor.act('create', item, { body, headers });
  if (!isAccepted(created)) return;
  await actor.repeat(created);
  const [changed] = listChangedBodies(context, body, true);
  if (changed) await actor.act('create', item, { body: changed.body, headers });
}

/** Sends the request of a creation again, if the document has a status for the conflict. */
export async function repeatCreation(actor: Actor, item: CreatedItem, collection: ActSubject): Promise<void> {
  if (!hasConflict(actor, item.resource, 'create')) return;
  await listAll(actor, collection);
  await actor.repeat(item.exchange);
  await listAll(actor, collection);
}
