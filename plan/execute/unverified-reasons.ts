import type { Clause } from '../../spec/clauses/clause.ts';
import { rules } from '../../spec/clauses/rules.ts';
import type { PlanContext } from '../context.ts';

const needs = new Map(rules.map((rule) => [rule.name as string, rule.unverifiedReason]));

/** Why nothing judged a clause: what was not asked, not answered, or not there. */
export function reasonFor(clause: Clause, context: PlanContext | undefined, cut: string | undefined): string {
  const name = clause.id.slice(clause.operation.length + 1);
  const suite = context?.suite;
  const lacking = suite?.missing.find(
    ({ place, fixture }) => place.test(name) && context?.fixtures[fixture] === undefined,
  );
  if (lacking) return lacking.says;
  const semantic = suite?.rules.find((rule) => rule.name === name);
  const words = semantic?.unverifiedReason ?? needs.get(name) ?? byFamily(clause, context);
  return cut ? `${words}; ${cut}` : words;
}

function byFamily({ family, id }: Clause, context: PlanContext | undefined): string {
  if (id.endsWith(':places'))
    return 'the schema is too large: what is so deep in it is judged with the body as a whole only';
  if (context?.unsupported !== undefined && /requests$/.test(family)) return context.unsupported;
  const known = context?.seedMessages.some((base) => base.known) ?? false;
  if (family === 'valid requests')
    return known ? 'no valid request with this was sent' : 'no valid request is known: give fixtures';
  if (family === 'invalid requests') return 'no body was made that violates just this';
  const status = id.slice(id.indexOf('/') + 1).match(/^\w+/)?.[0];
  return `no ${status} answer held a value for it`;
}
