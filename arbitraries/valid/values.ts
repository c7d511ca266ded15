import type { Json } from '../../spec/json.ts';
import { canonical } from './combined-keywords.ts';
import type { Way } from './options.ts';

/** Keywords beside which a listed value needs no other proof than its type. */
const HARMLESS = new Set([
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

/** The values that `enum` and `const` of all parts leave, in the document's order. */
export function listedValues({ engine, node, alternative }: Way): Json[] {
  const lists = alternative.parts.flatMap((part) => [
    ...(part.enum ? [part.enum] : []),
    ...(part.const === undefined ? [] : [[part.const]]),
  ]) as Json[][]; // a document holds JSON only
  const [first = [], ...others] = lists;
  const sets = others.map((list) => new Set(list.map(canonical)));
  const common = first.filter((value) => sets.every((set) => set.has(canonical(value))));
  const simple = alternative.parts.every((part) =>
    Object.keys(part).every((keyword) => HARMLESS.has(keyword) || keyword.startsWith('x-')),
  );
  return simple ? common : common.filter((value) => engine.fits(node.schemas, value));
}
