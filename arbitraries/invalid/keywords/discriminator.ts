import { isObject, type Json } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Change, Mutator } from '../mutation.ts';
import { generateNearMissValues } from '../near-miss-values.ts';
import { generateUnlistedValues } from '../unlisted-values.ts';

/** Removes the discriminator property, or sets it to the tag of another branch, an unknown tag, or a wrong type. */
export const discriminator: Mutator = {
  keyword: 'discriminator',
  *mutate(value, schema, node) {
    const name = schema.discriminator?.propertyName;
    if (name === undefined || !isObject(value)) return;
    const tag = Object.hasOwn(value, name) ? (value[name] as Json) : undefined; // a part of a JSON value
    if (tag === undefined) return;
    yield { path: [name], kind: 'absent', problem: 'is absent' };
    yield* mutateTag(tag, [name], node);
  },
};

function* mutateTag(tag: Json, path: string[], node: SchemaNode): Generator<Change> {
  const tags = node.edges.flatMap(({ node: branch }) => branch.tag?.values ?? []);
  for (const other of tags)
    if (other !== tag)
      yield { path, kind: 'other tag', problem: 'is the tag of another schema', after: other };
  for (const change of generateUnlistedValues(tag, tags)) yield { path, ...change };
  for (const change of generateNearMissValues(tag)) yield { path, ...change };
}
