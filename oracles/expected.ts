import type { Clause } from '../spec/clause.ts';
import type { SchemaNode } from '../spec/node.ts';

/** What a clause of shape expects, as a noun phrase or a short fact: its statement without the subject. */
export function expected(node: SchemaNode, clause: Clause): string {
  const subject = node.subject === '' ? 'the body' : `\`${node.subject}\``;
  if (clause.keyword === 'required') return 'the property is present';
  return clause.says.startsWith(`${subject} `) ? clause.says.slice(subject.length + 1) : clause.says;
}
