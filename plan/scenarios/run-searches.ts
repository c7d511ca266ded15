import { isJsonObject } from '../../spec/json.ts';
import { findSearchProperties } from '../../spec/openapi/list-parameters.ts';
import { withSearch } from '../../spec/openapi/resources.ts';
import { listAlternatives } from '../../spec/openapi/schema-properties.ts';
import { isValidAt } from '../is-valid-at.ts';
import type { Actor, ActSubject, CreatedItem } from './actor.ts';
import { readItem, readNow } from './change-item.ts';

/** Maximum number of searches of a resource, and of properties by which each selects items. */
const MAX_SEARCHES = 2;
const MAX_FILTERS = 5;

/** Searches the items of a collection by POST: one item, and those with the values of a created item. */
export async function runSearches(actor: Actor, collection: ActSubject, item: CreatedItem): Promise<void> {
  for (const search of item.resource.searches.slice(0, MAX_SEARCHES)) {
    const resource = withSearch(item.resource, search);
    const context = actor.findContext(resource, 'search');
    const { request } = context?.model ?? {};
    const seed = context?.seedMessages[0]?.message.body ?? {};
    const current = readItem(await readNow(actor, item), item) ?? {};
    if (!context || !request || !isJsonObject(seed)) continue;
    const { limit, filters } = findSearchProperties(search);
    const selections = filters.flatMap(([name, schema]) => {
      const value = current[name];
      const isArray = listAlternatives(schema).some(({ items }) => items !== undefined);
      if (value === undefined || value === null || value === false || typeof value === 'object') return [];
      return [{ ...seed, [name]: isArray ? [value] : value }];
    });
    const bodies = [
      ...(limit === undefined ? [] : [{ ...seed, [limit]: 1 }]),
      ...selections.slice(0, MAX_FILTERS),
    ];
    for (const body of bodies)
      if (isValidAt(request, body)) await actor.act('search', { ...collection, resource }, { body });
  }
}
