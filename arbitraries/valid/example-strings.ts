import { listKeywordValues } from './combined-keywords.ts';
import type { Conjunction } from './model.ts';
import { acceptsString } from './strings.ts';

/**
 * Lists the strings in `examples`, `example` and `default` that satisfy the schemas. Empty if that would need the
 * validator.
 */
export function listExampleStrings({ engine, node, schemas, checked }: Conjunction): string[] {
  if (checked.size > 0 || node.fixedValues.size > 0) return [];
  const examples = [
    ...listKeywordValues(schemas, 'examples').flat(),
    ...listKeywordValues(schemas, 'example'),
    ...listKeywordValues(schemas, 'default'),
  ];
  return [...new Set(examples)].filter(
    (value): value is string => typeof value === 'string' && acceptsString(schemas, value, engine.context),
  );
}
