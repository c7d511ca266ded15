import { type Json, valueAt } from '../../spec/json.ts';
import type { AnnotatedInstance } from './annotate.ts';
import { listOtherErrors, listViolatedClauses } from './attribute-errors.ts';
import type { Mutation, MutationContext } from './mutation.ts';
import { applyCandidate, describeLocation, type MutationCandidate } from './mutation-candidate.ts';

/**
 * Verifies a candidate and returns it as a mutation. Returns undefined unless ajv rejects the whole value for the
 * intended reason and reports nothing at other locations, and unless a server cannot read a valid value from its text.
 */
export function acceptMutation(
  base: AnnotatedInstance,
  candidate: MutationCandidate,
  context: MutationContext,
): Mutation | undefined {
  const { keyword, kind, change, instancePointer } = candidate;
  const body = applyCandidate(base.value, candidate);
  const errors = context.validate(body);
  const clauses = errors.length > 0 ? listViolatedClauses(candidate, errors, base) : [];
  const [clause] = clauses;
  if (clause === undefined) return undefined;
  const otherErrors = listOtherErrors(errors, base, clauses);
  if (otherErrors.some((error) => error.instancePointer !== instancePointer)) return undefined;
  if (context.staysInvalid?.(body) === false) return undefined;
  const before = getValueBefore(base.value, candidate);
  return {
    ...{ clause, clauses, keyword, kind, instancePointer, body },
    ...(before !== undefined && { before }),
    ...(change.after !== undefined && { after: change.after }),
    description: `${describeLocation(candidate)} ${change.problem}`,
    level: change.level ?? 'MUST',
    otherKeywords: [...new Set(otherErrors.map((error) => error.keyword))],
  };
}

function getValueBefore(value: Json, { position, instancePointer }: MutationCandidate): Json | undefined {
  // a part of a JSON value
  return position.isPropertyName ? position.value : (valueAt(value, instancePointer) as Json | undefined);
}
