import { type ResolvedObject, resolvePointer } from '../document/resolve-pointer.ts';
import { getOwn, isObject, type Json, type JsonObject, joinPointer } from '../json.ts';

/**
 * Lists the values of `example` and `examples` of a parameter, header or media type, with references resolved (OpenAPI
 * 3.1.1 section 4.8.19).
 */
export function listExamples(document: JsonObject, { value, pointer }: ResolvedObject): Json[] {
  const example = getOwn(value, 'example');
  const examples = getOwn(value, 'examples');
  const named = isObject(examples) ? Object.keys(examples) : [];
  return [
    ...(example === undefined ? [] : [example]),
    ...named.flatMap((name) => {
      const found = resolvePointer(document, joinPointer(pointer, 'examples', name, 'value'));
      return found ? [found.value] : [];
    }),
  ];
}
