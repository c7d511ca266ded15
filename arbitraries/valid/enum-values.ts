import type { Json } from '../../spec/json.ts';
import { canonicalize } from './canonicalize.ts';
import type { Conjunction } from './model.ts';

/** Keywords that no value listed in `enum` or `const` violates, once its type is checked. */
const NON_RESTRICTIVE = new Set([
  'type',
  'enum',
  'const',
  'title',
  'description',
  'examples',
  'example',
  'default',
  'deprecated',
]);

/** The values that every `enum` and `const` lists and the other keywords accept, in the order of the document. */
export function listEnumValues({ engine, node, schemas }: Conjunction): Json[] {
  const lists = schemas.flatMap((schema) => [
    ...(schema.enum ? [schema.enum] : []),
    ...(schema.const === undefined ? [] : [[schema.const]]),
  ]) as Json[][]; // a document contains only JSON
  const [first = [], ...others] = lists;
  const sets = others.map((list) => new Set(list.map(canonicalize)));
  const common = first.filter((value) => sets.every((set) => set.has(canonicalize(value))));
  const isUnrestricted = schemas.every((schema) =>
    Object.keys(schema).every((keyword) => NON_RESTRICTIVE.has(keyword) || keyword.startsWith('x-')),
  );
  return isUnrestricted ? common : common.filter((value) => engine.isValid(node.schemas, value));
}
