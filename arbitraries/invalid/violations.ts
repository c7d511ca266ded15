import type { Json } from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { accept } from './accept-mutation.ts';
import { ground } from './annotate.ts';
import type { Context, Mutation } from './mutation.ts';
import { type Draft, draftsAt, placeOf } from './mutation-candidate.ts';

/** Every way to violate one clause of the valid value's schema by one change, lazily, in document and table order. */
export function* violationsOf(node: SchemaNode, value: Json, context: Context): Generator<Mutation> {
  const base = ground(node, value);
  const known = new Map<string, Mutation>();
  for (const place of base.places) {
    for (const draft of draftsAt(place, context)) {
      const change = `${placeOf(draft)} ${JSON.stringify(draft.change.now)}`;
      if (isKnown(known.get(change), draft)) continue;
      const mutation = accept(base, draft, context);
      if (mutation === undefined) continue;
      known.set(change, mutation);
      yield mutation;
    }
  }
}

/** The same change was made for another branch or keyword, and told to violate this clause too. */
function isKnown(mutation: Mutation | undefined, { position, key }: Draft): boolean {
  const clause = position.node.clauses.get(key);
  return mutation !== undefined && clause !== undefined && mutation.clauses.includes(clause.id);
}

/** The bodies that are of another JSON type than the schema asks: lists, texts, null, the body in a list or as a text. */
export function* otherTypes(node: SchemaNode, value: Json, context: Context): Generator<Mutation> {
  for (const mutation of violationsOf(node, value, context)) {
    if (mutation.where !== '') continue;
    if (['type', 'anyOf', 'oneOf'].includes(mutation.keyword)) yield mutation;
  }
}
