import type { Json } from '../../spec/json.ts';
import { hasType } from '../../spec/json-schema/json-type.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';

/** Formats whose values mean the same to every server. Those of a URI or UUID may be the id of a resource. */
const selfContained: ReadonlySet<string> = new Set([
  ...['date', 'date-time', 'time', 'duration', 'ipv4', 'ipv6', 'float', 'double', 'decimal'],
]);

const limits = [
  'enum',
  'const',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
] as const;

/**
 * Whether the value may name something that the target has or lacks, such as a resource, a model or a cursor: the schema
 * describes its form only. Values that the schema lists or limits mean the same to every target.
 */
export function mayName(schema: Schema, value: Json): boolean {
  if (typeof schema === 'boolean') return true;
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (branches.length > 0)
    return branches.some(
      (branch) => (typeof branch === 'boolean' || hasType(branch, value)) && mayName(branch, value),
    );
  if (Array.isArray(value))
    return schema.items === undefined || value.some((item) => mayName(schema.items ?? true, item));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).some(([name, own]) => mayName(schema.properties?.[name] ?? true, own));
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const { allOf = [], format = '' } = schema;
  const isLimited = limits.some((keyword) => schema[keyword] !== undefined) || selfContained.has(format);
  return !isLimited && allOf.every((each) => mayName(each, value));
}
