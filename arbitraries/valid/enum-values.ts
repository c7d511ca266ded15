import { canonicalize } from '../../spec/canonicalize.ts';
import type { Json } from '../../spec/json.ts';
import type { Conjunction } from './model.ts';

/** Keywords that cannot reject a value which `enum` or `const` lists, apart from its type. */
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

/**
 * Lists the values that every `enum` and `const` of the schemas contains and the other keywords accept, in document
 * order.
 */
export function listEnumValues({ engine, node, schemas }: Conjunction): Json[] {
  const lists = schemas.flatMap((schema) => [
    ...(schema.enum ? [schema.enum] : []),
    ...(schema.const === undefined ? [] : [[schema.const]]),
  ]) as Json[][]; // parts of a JSON document
  const [first = [], ...others] = lists;
  const sets = others.map((list) => new Set(list.map(canonicalize)));
  const common = first.filter((value) => sets.every((set) => set.has(canonicalize(value))));
  const isUnrestricted = schemas.every((schema) =>
    Object.keys(schema).every((keyword) => NON_RESTRICTIVE.has(keyword) || keyword.startsWith('x-')),
  );
  return isUnrestricted ? common : common.filter((value) => engine.isValid(node.schemas, value));
}
