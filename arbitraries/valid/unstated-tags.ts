import { parsePointer } from '../../spec/json.ts';
import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { listTags, statesTag } from '../../spec/json-schema/union.ts';
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
  if (name === undefined || statesTag(branch, name)) return [];
  const pointer = pointerTo(branch);
  return pointer === undefined ? [] : listTags(schema, parsePointer(pointer).at(-1) ?? '', branch);
}
