import type { SchemaPointer } from '../../spec/json.ts';
import { joinPointer } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';

/** Clauses that are not named after the keyword by which ajv shows them violated. ajv is not told of `discriminator`: to it, no schema of the union fits, or more than one. */
const keywords: Readonly<Record<string, readonly string[]>> = {
  'strict-format': ['format'],
  discriminator: ['anyOf', 'oneOf'],
};

/** The places in the document of the keywords that ajv reports where this clause of the node is violated. */
export function evidence(node: SchemaNode, key: string): SchemaPointer[] {
  const names = key.startsWith('required/') ? ['required'] : (keywords[key] ?? [key]);
  // A component that is but a reference to another has no keywords of its own.
  const place = node.message.contract.pointerTo(node.schema) ?? node.schemaPointer;
  return names.map((name) => joinPointer(place, name));
}
