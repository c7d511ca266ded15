import { type InstancePointer, parentPointer } from '../../spec/json.ts';
import type { SchemaError } from '../../spec/openapi/contract.ts';
import type { Ground } from './annotate.ts';
import { evidence } from './evidence.ts';
import type { Draft } from './mutation-candidate.ts';
import type { Position } from './positions.ts';

/** A draft carried out, and what ajv says of the whole. */
export interface Trial {
  draft: Draft;
  where: InstancePointer;
  errors: readonly SchemaError[];
}

const UNIONS = ['anyOf', 'oneOf'];
/** A value of a wrong type fails them together. */
const WHOLE = ['type', ...UNIONS];
/** These fail because what is below them fails. */
const CONSEQUENCES = [...UNIONS, 'if', 'propertyNames'];

/** The clauses violated: the draft's own first, then those of other branches that say the same of the same place. */
export function violated(trial: Trial, { places }: Ground): string[] {
  const { position, key, isWhole } = trial.draft;
  if (!isViolated(trial, position, key)) return [];
  const others = places.flatMap((place) =>
    place.fits || isWhole ? keysAt(trial.draft, place).map((one) => ({ place, one })) : [],
  );
  return [{ place: position, one: key }, ...others]
    .filter(({ place, one }) => isViolated(trial, place, one))
    .flatMap(({ place, one }) => place.node.clauses.get(one)?.id ?? [])
    .filter((id, index, all) => all.indexOf(id) === index);
}

/** The clauses of a place that the draft may violate beside its own. */
function keysAt({ position, key, isWhole }: Draft, place: Position): string[] {
  if (position.isName && !place.isName)
    return place.where === parentPointer(position.where) ? ['propertyNames'] : [];
  if (place.where !== position.where || place.isName !== position.isName) return [];
  return isWhole && WHOLE.includes(key) ? WHOLE : [key];
}

/** Whether ajv reports the keyword of this clause at the changed place, or at what holds it. */
function isViolated({ where, errors }: Trial, { node, where: own, isName }: Position, key: string): boolean {
  if (!node.clauses.has(key)) return false;
  const paths = evidence(node, key);
  const wheres = [where, isName ? parentPointer(own) : own];
  return errors.some(
    (error) => paths.some((path) => path === error.schemaPointer) && wheres.includes(error.instancePointer),
  );
}

/** What else is wrong in schemas that the valid value fitted. */
export function otherErrors(
  { errors }: Trial,
  { clausesOf }: Ground,
  clauses: readonly string[],
): SchemaError[] {
  return errors.filter((error) => {
    if (CONSEQUENCES.includes(error.keyword)) return false;
    const broken = clausesOf(error);
    return broken.length > 0 && !broken.some((id) => clauses.includes(id));
  });
}
