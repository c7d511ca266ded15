import type { DereferencedDocument } from '../document/dereference-document.ts';
import { type ResolvedObject, resolveEntries } from '../document/resolve-pointer.ts';
import type { Parameter } from './contract.ts';
import { listExamples } from './examples.ts';
import { findContentType, listContent, resolveSchema } from './resolve-schema.ts';

/** The default `style` of each parameter location (OpenAPI 3.1.1 section 4.8.12.2.1). */
const defaultStyles = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' } as const;

const isParameterLocation = (value: unknown): value is Parameter['in'] =>
  typeof value === 'string' && Object.hasOwn(defaultStyles, value);

/** Header parameters that are ignored (section 4.8.12.2.1): content negotiation and security schemes define them. */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/**
 * Lists the parameters of an operation and of its path item. The operation's own override those of the same name and
 * location.
 */
export function listParameters(
  source: DereferencedDocument,
  pathItem: ResolvedObject,
  operation: ResolvedObject,
): Parameter[] {
  const parameters = new Map<string, Parameter>();
  for (const parent of [pathItem, operation])
    for (const [, object] of resolveEntries(source.document, parent, 'parameters')) {
      const parameter = readParameter(source, object);
      if (parameter) parameters.set(`${parameter.in}/${parameter.name}`, parameter);
    }
  return [...parameters.values()];
}

function readParameter(source: DereferencedDocument, object: ResolvedObject): Parameter | undefined {
  const { value, pointer } = object;
  const { name, in: location } = value;
  if (typeof name !== 'string' || !isParameterLocation(location)) return undefined;
  if (location === 'header' && ignoredHeaders.has(name.toLowerCase())) return undefined;
  const required = location === 'path' || value.required === true;
  const style = typeof value.style === 'string' ? value.style : defaultStyles[location];
  const explode = typeof value.explode === 'boolean' ? value.explode : style === 'form';
  const mediaType = findContentType(value);
  return {
    ...{ name, in: location, required, pointer, style, explode },
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(typeof value.description === 'string' && { description: value.description }),
    allowReserved: value.allowReserved === true,
    allowEmptyValue: value.allowEmptyValue === true,
    examples: [object, ...listContent(source, object)].flatMap((each) => listExamples(source.document, each)),
    ...resolveSchema(source, object),
  };
}
