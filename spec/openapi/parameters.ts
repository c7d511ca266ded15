import { look, lookAll, own, schemaIn, type View, type Viewed } from '../document/document-view.ts';
import { isObject, joinPointer } from '../json.ts';
import type { Parameter } from './contract.ts';

/** The `style` of a parameter that gives none (OpenAPI 3.1.1 section 4.8.12.2.1). */
const styles = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;

const isPlace = (value: unknown): value is Parameter['in'] => typeof value === 'string' && value in styles;

/** Names that are no parameters in a header (section 4.8.12.2.1): content negotiation and credentials say them. */
const ignored = new Set(['accept', 'content-type', 'authorization']);

/** The parameters of an operation and of its path; the operation's own win where name and place are the same. */
export function parametersOf(view: View, path: Viewed, operation: Viewed): Parameter[] {
  const merged = new Map<string, Parameter>();
  for (const holder of [path, operation])
    for (const [, viewed] of lookAll(view, holder, 'parameters')) {
      const parameter = parameterOf(view, viewed);
      if (parameter) merged.set(`${parameter.in}/${parameter.name}`, parameter);
    }
  return [...merged.values()];
}

function parameterOf(view: View, { value, at }: Viewed): Parameter | undefined {
  const { name, in: place } = value;
  if (typeof name !== 'string' || !isPlace(place)) return undefined;
  if (place === 'header' && ignored.has(name.toLowerCase())) return undefined;
  const style = typeof value.style === 'string' ? value.style : styles[place];
  const explode = typeof value.explode === 'boolean' ? value.explode : style === 'form';
  const schema = schemaIn(view, holderOf(view, { value, at }));
  return {
    name,
    in: place,
    required: place === 'path' || value.required === true,
    pointer: at,
    style,
    explode,
    ...schema,
  };
}

/** A parameter or header describes its value by `schema`, or by the one media type of its `content`. */
export function holderOf(view: View, viewed: Viewed): Viewed {
  const content = own(viewed.value, 'content');
  const type = isObject(content) ? Object.keys(content)[0] : undefined;
  return (type === undefined ? undefined : look(view, joinPointer(viewed.at, 'content', type))) ?? viewed;
}
