import { type Resource, withTransition } from '../../spec/openapi/resources.ts';
import { describesStateConflict, findStateNames } from '../../spec/openapi/state-conflict.ts';
import type { Actor, BodyChange, CreatedItem } from './actor.ts';
import { hasConflict, isAccepted, listChanges, readItem, readNow } from './change-item.ts';
import { findSeedBody } from './scenario-values.ts';

/** Maximum number of operations of a resource whose transitions are repeated. */
const MAX_TRANSITIONS = 5;

/**
 * Sends each request that changes the state of an item twice, if the document has a status for the conflict, and reads the
 * item between the two. Each is sent to another item, because later requests may be rejected in the new state.
 */
export async function repeatTransitions(
  actor: Actor,
  resource: Resource,
  parent: CreatedItem | undefined,
  bodies: readonly BodyChange[],
): Promise<void> {
  const transitions = resource.transitions
    .map((transition) => withTransition(resource, transition))
    .filter((each) => hasConflict(actor, each, 'transition'));
  for (const [index, each] of transitions.slice(0, MAX_TRANSITIONS).entries()) {
    const context = actor.findContext(each, 'transition');
    const item = await actor.create(each, `T${index + 1}`, parent, bodies);
    const body = context && findSeedBody(context);
    const sent = item && (await actor.act('transition', item, { ...(body && { body }) }));
    if (!item || !isAccepted(sent)) continue;
    await actor.act('read', item);
    await actor.repeat(sent);
  }
  const update = actor.findContext(resource, 'update')?.model.operation;
  if (!update || !describesStateConflict(update)) return;
  const item = await actor.create(resource, 'T', parent, bodies);
  const current = item && readItem(await readNow(actor, item), item);
  if (!current) return;
  const names = findStateNames(update);
  for (const { body } of listChanges(actor, 'update', item, current).filter(({ property }) =>
    names.includes(property),
  )) {
    const sent = await actor.act('update', item, { body });
    if (!isAccepted(sent)) continue;
    await actor.repeat(sent);
    return;
  }
}
