import { isObject, type Json } from '../../../spec/json.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Change, Violation } from '../mutation.ts';
import { nearMisses } from '../near-miss-values.ts';
import { strangers } from '../unlisted-values.ts';

const tags = (node: SchemaNode): string[] =>
  node.edges.flatMap(({ node: branch }) => branch.tag?.values ?? []);

function* wrongTags(tag: Json, path: string[], node: SchemaNode): Generator<Change> {
  const known = tags(node);
  for (const other of known)
    if (other !== tag) yield { path, now: other, kind: 'other tag', says: 'is the tag of another schema' };
  for (const { kind, says, now } of strangers(tag, known)) yield { path, now, kind, says };
  for (const { kind, says, now } of nearMisses(tag)) yield { path, now, kind, says };
}

/** The tag missing, unknown, of another branch, of the wrong type, in the other case. */
export const discriminator: Violation = {
  keyword: 'discriminator',
  *changes(value, schema, node) {
    const name = schema.discriminator?.propertyName;
    if (name === undefined || !isObject(value)) return;
    const tag = Object.hasOwn(value, name) ? (value[name] as Json) : undefined; // a property of JSON
    if (tag === undefined) return;
    yield { path: [name], kind: 'absent', says: 'is absent' };
    yield* wrongTags(tag, [name], node);
  },
};
