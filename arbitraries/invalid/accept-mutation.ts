import { type Json, valueAt } from '../../spec/json.ts';
import type { Ground } from './annotate.ts';
import { otherErrors, violated } from './attribute-errors.ts';
import type { Context, Mutation } from './mutation.ts';
import { bodyOf, type Draft, kindOf, placeOf, subjectOf } from './mutation-candidate.ts';

/**
 * The mutation, where ajv finds the whole value invalid for the very reason that the draft gives, and nothing else wrong
 * but at the same place.
 */
export function accept(base: Ground, draft: Draft, context: Context): Mutation | undefined {
  const where = placeOf(draft);
  const body = bodyOf(base.value, draft);
  const trial = { draft, where, errors: context.validate(body) };
  const [clause, ...more] = trial.errors.length > 0 ? violated(trial, base) : [];
  if (clause === undefined) return undefined;
  const clauses = [clause, ...more];
  const others = otherErrors(trial, base, clauses);
  if (others.some((error) => error.instancePointer !== where)) return undefined;
  return {
    ...{ clause, clauses, keyword: draft.keyword, where, body },
    ...values(base.value, draft),
    says: `${subjectOf(draft)} ${draft.change.says}`,
    level: draft.change.level ?? 'MUST',
    kind: kindOf(draft),
    also: [...new Set(others.map(({ keyword }) => keyword))],
  };
}

function values(base: Json, draft: Draft): Pick<Mutation, 'was' | 'now'> {
  const { position, change } = draft;
  const was = position.isName ? position.value : (valueAt(base, placeOf(draft)) as Json | undefined); // a part of JSON is JSON
  return { ...(was !== undefined && { was }), ...(change.now !== undefined && { now: change.now }) };
}
