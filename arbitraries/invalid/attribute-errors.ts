import { parentPointer } from '../../spec/json.ts';
import { listErrorPointers } from '../../spec/json-schema/error-pointers.ts';
import type { ValidationError } from '../../spec/openapi/contract.ts';
import type { AnnotatedInstance } from './annotate.ts';
import type { Position } from './list-positions.ts';
import type { MutationCandidate } from './mutation-candidate.ts';

const UNIONS = ['anyOf', 'oneOf'];
/** Keywords that a value of the wrong type violates together. */
const WHOLE_VALUE_KEYWORDS = ['type', ...UNIONS];
/** Keywords whose errors follow from errors of a subschema. */
const CONSEQUENCES = [...UNIONS, 'if', 'propertyNames'];
/** Keywords whose errors ajv locates at the items instead of the array. */
const ITEM_KEYWORDS = ['prefixItems', 'unevaluatedItems'];

type Errors = readonly ValidationError[];

/**
 * Lists the ids of the clauses that the candidate violates: first its own, then the same clause in other branches of a
 * union. Empty if the candidate does not violate its own clause.
 */
export function listViolatedClauses(
  candidate: MutationCandidate,
  errors: Errors,
  { positions, getPositionsAt }: AnnotatedInstance,
): string[] {
  const { position, clauseKey, isWhole } = candidate;
  if (!isViolated(candidate, errors, position, clauseKey)) return [];
  const ids = new Set<string>();
  const add = ({ node }: Position, key: string): void => {
    const clause = node.clauses.get(key);
    if (clause) ids.add(clause.id);
  };
  add(position, clauseKey);
  // the name of a property violates a clause of the object, too
  for (const other of position.isPropertyName ? positions : getPositionsAt(position.instancePointer)) {
    if (!other.isValid && !isWhole) continue;
    for (const key of listClauseKeysAt(candidate, other))
      if (isViolated(candidate, errors, other, key)) add(other, key);
  }
  return [...ids];
}

/** Lists the keys of the clauses at another position that the candidate may violate too. */
function listClauseKeysAt({ position, clauseKey, isWhole }: MutationCandidate, other: Position): string[] {
  if (position.isPropertyName && !other.isPropertyName)
    return other.instancePointer === parentPointer(position.instancePointer) ? ['propertyNames'] : [];
  if (other.instancePointer !== position.instancePointer || other.isPropertyName !== position.isPropertyName)
    return [];
  return isWhole && WHOLE_VALUE_KEYWORDS.includes(clauseKey) ? WHOLE_VALUE_KEYWORDS : [clauseKey];
}

/** Whether an error reports this clause at the changed location or at the position. */
function isViolated(candidate: MutationCandidate, errors: Errors, position: Position, key: string): boolean {
  const { node, instancePointer, isPropertyName } = position;
  if (!node.clauses.has(key)) return false;
  const keywordPointers = listErrorPointers(node, key);
  const locations = [
    candidate.instancePointer,
    isPropertyName ? parentPointer(instancePointer) : instancePointer,
  ];
  const isHere = (error: ValidationError) =>
    locations.includes(error.instancePointer) ||
    (ITEM_KEYWORDS.includes(key) && locations.includes(parentPointer(error.instancePointer)));
  return errors.some((error) => keywordPointers.includes(error.schemaPointer) && isHere(error));
}

/** Lists the errors that violate clauses other than the candidate's, unless the valid value violated them already. */
export function listOtherErrors(
  errors: Errors,
  { findBrokenClauses }: AnnotatedInstance,
  clauses: readonly string[],
): ValidationError[] {
  return errors.filter((error) => {
    if (CONSEQUENCES.includes(error.keyword)) return false;
    const broken = findBrokenClauses(error);
    return broken.length > 0 && !broken.some((id) => clauses.includes(id));
  });
}
