import { type InstancePointer, isObject, type Json, joinPointer, valueAt } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { listStatedTags } from '../spec/json-schema/union.ts';
import { memoize } from '../spec/memoize.ts';
import type { ShapeObservation } from './shape-position.ts';

/** A branch of a union for which an invalid value is evidently meant, and what judging it by the branch shows. */
export interface MeantBranch {
  branch: SchemaNode;
  observations: readonly ShapeObservation[];
  /** The location of the first failure. */
  causePointer: string;
}

interface RankedBranch extends MeantBranch {
  /** Number of failures, each counted where its cause is. */
  failures: number;
  /** Number of passes. A branch that describes more of the value has more of them. */
  passes: number;
}

/** Number of branches that are tried, because a union may have thousands. */
const MAX_TRIED = 30;

/**
 * Finds the branch for which a value is meant that no branch accepts: by its tags, then by the fewest failures, then by
 * the most clauses that it meets. Undefined if several branches are equally near, if the nearest one fails more clauses
 * than it meets, or if a branch rejects the value for no clause.
 * @param candidates the ones with the fewest errors first
 */
export function findMeantBranch(
  candidates: readonly SchemaNode[],
  value: Json,
  judge: (branch: SchemaNode) => readonly ShapeObservation[],
): MeantBranch | undefined {
  const tried = selectByTags(candidates, value).slice(0, MAX_TRIED);
  const ranked = tried.flatMap((branch) => rankBranch(branch, judge(branch))).sort(compareRanks);
  const [first, second] = ranked;
  if (first === undefined || second === undefined) return tried.length === 1 ? first : undefined;
  const isEvident = first.passes > first.failures && compareRanks(first, second) < 0;
  return isEvident && ranked.length === tried.length ? first : undefined;
}

/**
 * Returns the branches that the tags of the value exclude least. A tag is a property that some branches restrict to other
 * values than others do, by `const`, `enum` or a discriminator; it excludes a branch if it is a tag of another one.
 */
function selectByTags(candidates: readonly SchemaNode[], value: Json): readonly SchemaNode[] {
  if (!isObject(value) || candidates.length < 2) return candidates;
  const matches = candidates.map((branch) => matchTags(listTags(branch, MAX_TAG_DEPTH), value));
  const known = new Set(
    matches.flatMap((own) => [...own].flatMap(([pointer, isMatch]) => (isMatch ? [pointer] : []))),
  );
  const others = matches.map(
    (own) => [...own].filter(([pointer, isMatch]) => !isMatch && known.has(pointer)).length,
  );
  const fewest = Math.min(...others);
  return candidates.filter((_, index) => others[index] === fewest);
}

/** The values that a schema allows for a property, by the pointer of the property. */
type Tags = ReadonlyMap<InstancePointer, readonly unknown[]>;

/** Tags may be properties of objects in the value, such as the type of the thing that an event is about. */
const MAX_TAG_DEPTH = 3;

/** Returns whether the value has one of the tags of a schema, for each tag that it has. */
const matchTags = (tags: Tags, value: Json): Map<InstancePointer, boolean> =>
  new Map(
    [...tags].flatMap(([pointer, values]) => {
      const tag = valueAt(value, pointer);
      return tag === undefined ? [] : [[pointer, values.includes(tag)] as const];
    }),
  );

const tagsByDepth = memoize((_: SchemaNode) => new Map<number, Tags>());

function listTags(node: SchemaNode, depth: number): Tags {
  const known = tagsByDepth(node).get(depth) ?? createTags(node, depth);
  tagsByDepth(node).set(depth, known);
  return known;
}

function createTags({ schema, tag, edges }: SchemaNode, depth: number): Tags {
  if (depth === 0) return new Map();
  const tags = new Map<InstancePointer, readonly unknown[]>();
  for (const { keyword, key = '', node } of edges) {
    if (keyword === 'allOf') for (const [pointer, values] of listTags(node, depth)) tags.set(pointer, values);
    if (keyword !== 'properties') continue;
    const pointer = joinPointer('', key);
    const stated = listStatedTags(schema, String(key));
    if (stated) tags.set(pointer, stated);
    else for (const [below, values] of listTags(node, depth - 1)) tags.set(pointer + below, values);
  }
  for (const keyword of ['anyOf', 'oneOf'] as const)
    for (const [pointer, values] of mergeTags(
      edges.flatMap((edge) => (edge.keyword === keyword ? [listTags(edge.node, depth)] : [])),
    ))
      tags.set(pointer, values);
  if (tag) tags.set(joinPointer('', tag.property), tag.values);
  return tags;
}

/** The tags of a union: those that all its branches have, with the values of any. */
const mergeTags = ([first = new Map(), ...others]: readonly Tags[]): Tags =>
  new Map(
    [...first].flatMap(([pointer, values]) =>
      others.every((other) => other.has(pointer))
        ? [[pointer, [...values, ...others.flatMap((other) => other.get(pointer) ?? [])]] as const]
        : [],
    ),
  );

function rankBranch(branch: SchemaNode, observations: readonly ShapeObservation[]): RankedBranch[] {
  const failures = observations.flatMap(({ failure, isAllowed }) => (failure && !isAllowed ? [failure] : []));
  const [first] = failures;
  if (first === undefined) return [];
  return [
    {
      ...{ branch, observations },
      failures: failures.filter(({ causePointer }) => causePointer === undefined).length,
      passes: observations.filter(({ failure }) => failure === undefined).length,
      causePointer: first.causePointer ?? first.instancePointer,
    },
  ];
}

const compareRanks = (one: RankedBranch, other: RankedBranch): number =>
  one.failures - other.failures || other.passes - one.passes;
