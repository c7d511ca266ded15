import type { Clause } from '../../spec/clauses/clause.ts';
import { rules } from '../../spec/clauses/rules.ts';
import type { PlanContext } from '../context.ts';

const ruleReasons = new Map(rules.map((rule) => [rule.name as string, rule.unverifiedReason]));

/** Why no exchange judged a clause: a missing fixture, an unsupported schema, an unsent request or a response without the value. */
export function explainUnverified(
  clause: Clause,
  context: PlanContext | undefined,
  unsentNote: string | undefined,
): string {
  const name = clause.id.slice(clause.operation.length + 1);
  const suite = context?.suite;
  const missing = suite?.missingFixtures.find(
    ({ clausePattern, fixture }) => clausePattern.test(name) && context?.fixtures[fixture] === undefined,
  );
  if (missing) return missing.unverifiedReason;
  const suiteRule = suite?.rules.find((rule) => rule.name === name);
  const reason = suiteRule?.unverifiedReason ?? ruleReasons.get(name) ?? explainByFamily(clause, context);
  return unsentNote ? `${reason}; ${unsentNote}` : reason;
}

function explainByFamily({ family, id }: Clause, context: PlanContext | undefined): string {
  if (id.endsWith(':places'))
    return 'the schema is too large: its deepest places are judged only with the body as a whole';
  if (context?.unsupported !== undefined && /requests$/.test(family)) return context.unsupported;
  const hasKnownSeed = context?.seedMessages.some(({ isKnownValid }) => isKnownValid) ?? false;
  if (family === 'valid requests')
    return hasKnownSeed ? 'no valid request with this was sent' : 'no valid request is known: give fixtures';
  if (family === 'invalid requests') return 'no generated body violates only this clause';
  const status = id.slice(id.indexOf('/') + 1).match(/^\w+/)?.[0];
  return `no ${status} response had a value for it`;
}
