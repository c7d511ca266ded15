import { isObject, type Json, joinPointer } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { findMeantBranch, type MeantBranch } from './find-meant-branch.ts';
import type { Union } from './node-checks.ts';
import { isValid, selectBranches } from './select-branches.ts';
import { getPointer, type Judgement, type Position, type ShapeObservation } from './shape-position.ts';

/**
 * Judges a value by a union, and by the branches that are meant for it. If no branch accepts the value, the union fails,
 * and so do the clauses of the branch that is evidently meant.
 */
export function judgeUnion(
  position: Position,
  union: Union,
  judgement: Judgement,
  judgeBranch: (branch: SchemaNode, judgement: Judgement) => void,
): void {
  const { value } = position;
  const { keyword, clause, discriminatorClause } = union;
  const { branches, validCount, candidates = [] } = selectBranches(union, value);
  if (discriminatorClause && branches.length === 0) {
    judgement.observe({ clause: discriminatorClause.id, failure: describeTagFailure(position) });
    return;
  }
  if (discriminatorClause) judgement.observe({ clause: discriminatorClause.id });
  judgeSelectedBranch(position, union, branches, judgement);
  const passes = branches.length > 0 && (keyword === 'anyOf' || validCount <= 1);
  const meant = judgeCandidates(candidates, value, judgement, judgeBranch);
  if (clause && passes) judgement.observe({ clause: clause.id });
  else if (clause) {
    const expected = describeExpectedBranch(union, validCount, meant?.branch ?? candidates[0]);
    const cause = meant && { causePointer: meant.causePointer };
    const failure = { instancePointer: getPointer(position), expected, received: value, ...cause };
    judgement.observe({ clause: clause.id, failure });
  }
  for (const observation of meant?.observations ?? []) judgement.observe(observation);
  for (const branch of branches) judgeBranch(branch, judgement);
}

/** Judges a value by the branches that may be meant for it. Undefined if none is evidently meant, or if there are too many. */
function judgeCandidates(
  candidates: readonly SchemaNode[],
  value: Json,
  judgement: Judgement,
  judgeBranch: (branch: SchemaNode, judgement: Judgement) => void,
): MeantBranch | undefined {
  if (candidates.length === 0) return undefined;
  const { trials } = judgement;
  const found = findMeantBranch(candidates, value, (branch) => {
    trials.left -= 1;
    if (trials.left < 0) return [];
    const observations: ShapeObservation[] = [];
    judgeBranch(branch, { ...judgement, observe: (one) => observations.push(one) });
    return observations;
  });
  return trials.left < 0 ? undefined : found; // it may not be the nearest of all
}

/** Judges whether a selected branch accepts a value that the union accepts. If it does not, another branch does. */
function judgeSelectedBranch(
  position: Position,
  { selectedBranchClause: clause }: Union,
  branches: readonly SchemaNode[],
  { errors, observe }: Judgement,
): void {
  if (clause === undefined || errors.length > 0) return;
  const { value } = position;
  const isAccepted = branches.some((branch) => isValid(branch, value));
  const names = branches.map(({ name }) => name).join(' or ');
  const failure = {
    instancePointer: getPointer(position),
    expected: `a value of ${names}, which its discriminator selects`,
    received: value,
  };
  observe({ clause: clause.id, ...(!isAccepted && { failure, isAllowed: true }) });
}

function describeTagFailure(position: Position): NonNullable<ShapeObservation['failure']> {
  const { node, value } = position;
  const instancePointer = getPointer(position);
  const tags = node.edges.flatMap((edge) => edge.node.tag?.values ?? []);
  const expected = `one of ${tags.map((tag) => JSON.stringify(tag)).join(', ')}`;
  const property = typeof node.schema === 'object' ? node.schema.discriminator?.propertyName : undefined;
  if (!isObject(value) || property === undefined) return { instancePointer, expected, received: value };
  const received = Object.hasOwn(value, property) ? (value[property] as Json) : undefined; // a part of a JSON body
  return { instancePointer: joinPointer(instancePointer, property), expected, received };
}

function describeExpectedBranch(
  { expected }: Union,
  validCount: number,
  nearest: SchemaNode | undefined,
): string {
  if (validCount > 1) return `${expected}, but ${validCount} of the schemas accept it`;
  return nearest ? `${expected} (nearest: ${nearest.name})` : expected;
}
