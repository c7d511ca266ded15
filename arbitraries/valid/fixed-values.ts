import { joinPointer, parsePointer } from '../../spec/json.ts';
import type { FixedValues } from './model.ts';

export const NO_FIXED_VALUES: FixedValues = new Map();

/** Selects the fixed values at or below a property or item. Their pointers become relative to it. */
export function getFixedValuesBelow(fixedValues: FixedValues, name: string): FixedValues {
  if (fixedValues.size === 0) return NO_FIXED_VALUES;
  const prefix = joinPointer('', name);
  const below = [...fixedValues].filter(
    ([pointer]) => pointer === prefix || pointer.startsWith(`${prefix}/`),
  );
  return below.length === 0
    ? NO_FIXED_VALUES
    : new Map(below.map(([pointer, value]) => [pointer.slice(prefix.length), value]));
}

/** Lists the names of properties, or indexes of items, that have a fixed value or contain one. */
export function listFixedNames(fixedValues: FixedValues): string[] {
  return [...new Set([...fixedValues.keys()].flatMap((pointer) => parsePointer(pointer).slice(0, 1)))];
}
