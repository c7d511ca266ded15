import { getOwn, isObject, type Json, joinPointer, type SchemaPointer } from '../json.ts';
import type { Contract } from '../openapi/contract.ts';
import type { UnlocatedDefect } from './defect.ts';
import { getReference } from './reference.ts';
import { resolvePointer } from './resolve-pointer.ts';
import type { DocumentObject } from './walk-objects.ts';

/** Describes why an example is invalid; undefined if it is valid as part of a request or of a response. */
function describeInvalid(contract: Contract, schema: SchemaPointer, value: Json): string | undefined {
  const [requestError] = contract.getValidator(schema, 'request')(value);
  const [error] = requestError ? contract.getValidator(schema, 'response')(value) : [];
  return error && `is invalid against its schema: ${error.instancePointer || 'the value'} ${error.message}`;
}

export function* checkExamples(contract: Contract, object: DocumentObject): Generator<UnlocatedDefect> {
  const schema = findExampleSchema(contract, object);
  if (schema === undefined) return;
  for (const [example, schemaPointer] of listExamples(contract, object)) {
    const description = describeInvalid(contract, schema, example);
    if (description) yield { schemaPointer, description };
  }
}

/** Returns the pointer of the schema against which the object's examples are validated. */
function findExampleSchema(
  { document }: Contract,
  { kind, value, pointer }: DocumentObject,
): SchemaPointer | undefined {
  if (getReference(value) !== undefined) return undefined;
  if (kind === 'schema') return pointer;
  if (kind !== 'mediaType' && kind !== 'parameter' && kind !== 'header') return undefined;
  return resolvePointer(document, joinPointer(pointer, 'schema'))?.pointer;
}

/**
 * Yields the values of `example` and `examples`, which in a schema is an array and elsewhere a map of Example Objects.
 */
function* listExamples(
  { document }: Contract,
  { value, pointer }: DocumentObject,
): Generator<[Json, SchemaPointer]> {
  const example = getOwn(value, 'example');
  if (example !== undefined) yield [example, joinPointer(pointer, 'example')];
  const examples = getOwn(value, 'examples');
  if (Array.isArray(examples))
    for (const [index, item] of examples.entries()) yield [item, joinPointer(pointer, 'examples', index)];
  if (!isObject(examples)) return;
  for (const name of Object.keys(examples)) {
    const resolved = resolvePointer(document, joinPointer(pointer, 'examples', name, 'value'));
    if (resolved) yield [resolved.value, resolved.pointer];
  }
}

export function* checkDefault(
  contract: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  const preset = kind === 'schema' ? getOwn(value, 'default') : undefined;
  const description = preset === undefined ? undefined : describeInvalid(contract, pointer, preset);
  if (description) yield { schemaPointer: joinPointer(pointer, 'default'), description };
}
