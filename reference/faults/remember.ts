import type { Json } from '../../spec/json.ts';
import type { RequestContext } from '../pipeline.ts';

/** Returns the first value that was remembered under the key. If there is none, remembers and returns this value. */
export function remember(key: string, value: Json, { memory }: RequestContext): Json {
  const first = memory.get(key) ?? value;
  memory.set(key, first);
  return first;
}
