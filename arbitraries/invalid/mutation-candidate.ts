import {
  type InstancePointer,
  type Json,
  type JsonObject,
  joinPointer,
  parentPointer,
  valueAt,
} from '../../spec/json.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { memoize } from '../../spec/memoize.ts';
import { renameProperty, setValueAt } from './edit-json.ts';
import type { Position } from './list-positions.ts';
import type { Change, MutationContext, Mutator } from './mutation.ts';
import { mutators } from './mutators.ts';
import { hashText } from './rank-by-hash.ts';

/** A change of a valid value that has not yet been verified with ajv. */
export interface MutationCandidate {
  keyword: string;
  /** The key of the clause that the change is meant to violate, in the position's node. */
  clauseKey: string;
  /** The kind of change, see `Mutation.kind`. */
  kind: string;
  change: Change;
  position: Position;
  /** The changed location; for a renamed property, its new location. */
  instancePointer: InstancePointer;
  /** Whether the change replaces the whole value at the position. */
  isWhole: boolean;
}

/** A mutator with a hash of the schema's path and the keyword, by which mutators are ordered. */
interface HashedMutator {
  mutator: Mutator;
  hash: number;
}

/** Lists the mutators for the keywords of the schema at a position. */
export function listMutatorsAt({ node, isValid }: Position): readonly HashedMutator[] {
  return isValid ? listMutatorsFor(node) : [];
}

const listMutatorsFor = memoize(({ schema, path }: SchemaNode): readonly HashedMutator[] => {
  if (typeof schema === 'boolean') return [];
  return mutators
    .filter(({ keyword }) => schema[keyword] !== undefined)
    .map((mutator) => ({ mutator, hash: hashText(`${path}:${mutator.keyword}`) }));
});

/** Yields the candidates of one mutator at one position. */
export function* applyMutator(
  position: Position,
  { keyword, mutate }: Mutator,
  context: MutationContext,
): Generator<MutationCandidate> {
  const { node, value, isPropertyName } = position;
  if (typeof node.schema === 'boolean') return;
  for (const change of mutate(value, node.schema, node, context)) {
    const clauseKey = change.clauseKey ?? keyword;
    if (!node.clauses.has(clauseKey) || (isPropertyName && typeof change.after !== 'string')) continue;
    yield {
      ...{ keyword, clauseKey, kind: `${keyword}/${change.kind}`, change, position },
      instancePointer: locateChange(change, position),
      isWhole: !change.path && !isPropertyName,
    };
  }
}

/** Yields the candidates of all mutators at one position. */
export function* listCandidatesAt(
  position: Position,
  context: MutationContext,
): Generator<MutationCandidate> {
  for (const { mutator } of listMutatorsAt(position)) yield* applyMutator(position, mutator, context);
}

function locateChange({ path = [], after }: Change, position: Position): InstancePointer {
  return position.isPropertyName
    ? joinPointer(parentPointer(position.instancePointer), String(after))
    : joinPointer(position.instancePointer, ...path);
}

/** Returns the whole value after the candidate's change. */
export function applyCandidate(value: Json, { change, position, instancePointer }: MutationCandidate): Json {
  if (!position.isPropertyName) return setValueAt(value, instancePointer, change.after);
  const parent = parentPointer(position.instancePointer);
  const object = valueAt(value, parent) as JsonObject; // the parent of the property that is renamed
  return setValueAt(value, parent, renameProperty(object, String(position.value), String(change.after)));
}

/** Returns the name of the changed location for texts: "`customer.email`". */
export function describeLocation({ change: { path = [] }, position }: MutationCandidate): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  const label = [position.node.label, ...steps].join('').replace(/^\./, '');
  const name = label === '' ? 'the body' : `\`${label}\``;
  return position.isPropertyName ? `the name of ${name}` : name;
}
