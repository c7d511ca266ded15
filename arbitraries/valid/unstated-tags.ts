import { isObject, parsePointer } from '../../spec/json.ts';
import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { listTags } from '../../spec/json-schema/union.ts';
import type { Contract } from '../../spec/openapi/contract.ts';

/**
 * Lists the discriminator values that select a branch of a union; empty if the branch itself states them by `const` or
 * `enum`, or if the union has no discriminator.
 */
export function listUnstatedTags(
  schema: SchemaObject,
  branch: Schema,
  { pointerTo }: Pick<Contract, 'pointerTo'>,
): string[] {
  const name = schema.discriminator?.propertyName;
  if (name === undefined || typeof branch === 'boolean') return [];
  const property =
    branch.properties && Object.hasOwn(branch.properties, name) ? branch.properties[name] : undefined;
  if (isObject(property) && (property.const !== undefined || property.enum !== undefined)) return [];
  const pointer = pointerTo(branch);
  return pointer === undefined ? [] : listTags(schema, parsePointer(pointer).at(-1) ?? '', branch);
}
