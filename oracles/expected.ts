import type { Clause } from '../spec/clauses/clause.ts';
import { demand } from '../spec/json-schema/assertions.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';

/** What a clause of shape expects, as a noun phrase: its statement without the subject. */
export function expected({ schema }: SchemaNode, { keyword = '', description }: Clause): string {
  if (keyword === 'required') return 'a value: the property is required';
  return (typeof schema === 'boolean' ? undefined : demand(schema, keyword)) ?? description;
}
