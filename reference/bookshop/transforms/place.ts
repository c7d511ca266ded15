import type { Json } from '../../../spec/json.ts';
import type { BookshopContext } from '../pipeline.ts';
import type { Location } from '../values/value-type.ts';

/** A dotted path in a message, `query.limit`. `*` matches one name or index, `**` any number of them. */
export type Place = string;

/** Whether the place matches the location. */
export function isPlace(place: Place, location: Location): boolean {
  const pattern = place
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, (stars) => (stars === '**' ? '.*' : '[^.]*'));
  return new RegExp(`^${pattern}$`, 's').test(location.join('.'));
}

/** Returns the value at a place without wildcards; undefined if the message has none. */
export function valueAtPlace({ message }: BookshopContext, place: Place): Json | undefined {
  let current: unknown = message;
  for (const name of place.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Record<string, unknown>)[name]; // an object or array that has the property
  }
  return current as Json | undefined; // every part of a message is JSON
}
