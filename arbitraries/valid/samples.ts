import fc from 'fast-check';
import type { Json } from '../../spec/json.ts';
import type { SchemaType } from '../../spec/json-schema/schema.ts';
import { every, isOf } from './combined-keywords.ts';
import type { Option } from './engine.ts';
import type { Way } from './options.ts';
import { fitsString } from './strings.ts';

/** The document's own examples and defaults, now and then: only texts, whose fit is told at once, and only where they fit. */
export function samplesOf(
  { alternative: { parts, judges }, node, engine }: Way,
  types: readonly SchemaType[],
): Option[] {
  if (judges.size > 0 || node.pins.size > 0) return [];
  const given = [...every(parts, 'examples').flat(), ...every(parts, 'example'), ...every(parts, 'default')];
  const texts = [...new Set(given)].filter(
    (value): value is string =>
      typeof value === 'string' && isOf(value, types) && fitsString(parts, value, engine.context),
  );
  if (texts.length === 0) return [];
  const arbitrary: fc.Arbitrary<Json> = fc.constantFrom(...texts);
  return [{ requires: [], make: () => arbitrary, weight: 1 }];
}
