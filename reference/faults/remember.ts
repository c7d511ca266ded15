import type { Json } from '../../spec/json.ts';
import type { RequestContext } from '../pipeline.ts';

/** The first value that was remembered under the key, or this value if it is the first. */
export function remember(key: string, value: Json, { memory }: RequestContext): Json {
  const first = memory.get(key) ?? value;
  memory.set(key, first);
  return first;
}
