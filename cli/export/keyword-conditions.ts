import { findFormat } from '../../spec/json-schema/formats/formats.ts';
import type { ClauseKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import { findMatcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { type SchemaObject, type SchemaType, typesOf } from '../../spec/json-schema/schema.ts';
import { classifyUnion } from '../../spec/json-schema/union.ts';
import { quoteText } from './quote-code.ts';

const typeTests: Readonly<Record<SchemaType, string>> = {
  null: 'value === null',
  boolean: "typeof value === 'boolean'",
  object: "(typeof value === 'object' && value !== null && !Array.isArray(value))",
  array: 'Array.isArray(value)',
  number: "typeof value === 'number'",
  integer: 'Number.isInteger(value)',
  string: "typeof value === 'string'",
};

/** Writes the condition that `value` has one of the types. */
export const writeTypeTest = (types: readonly SchemaType[]): string =>
  types.map((type) => typeTests[type]).join(' || ');

const isPrimitive = (value: unknown): boolean => value === null || typeof value !== 'object';
const writeList = (values: readonly unknown[]): string =>
  `[${values.map((value) => (typeof value === 'string' ? quoteText(value) : JSON.stringify(value))).join(', ')}]`;

const length = (operator: string, size: string, keyword: ClauseKeyword) => (schema: SchemaObject) =>
  `${size} ${operator} ${schema[keyword]}`;

function writeUnion(schema: SchemaObject, keyword: 'anyOf' | 'oneOf'): string | undefined {
  if (classifyUnion(schema, keyword) !== 'type') return undefined;
  const types = (schema[keyword] ?? []).flatMap((branch) =>
    typeof branch === 'boolean' ? [] : (typesOf(branch) ?? []),
  );
  return writeTypeTest(types);
}

/**
 * For each keyword, the condition that `value` satisfies it, as code. Undefined where a plain condition would differ from
 * the judgement of the suite, such as for formats whose grammar is more than a regular expression.
 */
export const keywordConditions: Partial<
  Readonly<Record<ClauseKeyword, (schema: SchemaObject, name: string) => string | undefined>>
> = {
  type: (schema) => writeTypeTest(typesOf(schema) ?? []),
  enum: ({ enum: values = [] }) =>
    values.every(isPrimitive) ? `${writeList(values)}.includes(value)` : undefined,
  const: ({ const: value }) => (isPrimitive(value) ? `${writeList([value])}.includes(value)` : undefined),
  format: ({ format = '' }) => {
    const known = findFormat(format);
    return known?.type === 'string' && known.pattern ? `${known.pattern}.test(value)` : undefined;
  },
  pattern: ({ pattern = '' }) => {
    const matcher = findMatcher(pattern);
    return matcher && `new RegExp(${quoteText(pattern)}, '${matcher.regex.flags}').test(value)`;
  },
  minLength: length('>=', '[...value].length', 'minLength'),
  maxLength: length('<=', '[...value].length', 'maxLength'),
  minimum: length('>=', 'value', 'minimum'),
  maximum: length('<=', 'value', 'maximum'),
  exclusiveMinimum: length('>', 'value', 'exclusiveMinimum'),
  exclusiveMaximum: length('<', 'value', 'exclusiveMaximum'),
  minItems: length('>=', 'value.length', 'minItems'),
  maxItems: length('<=', 'value.length', 'maxItems'),
  minProperties: length('>=', 'Object.keys(value).length', 'minProperties'),
  maxProperties: length('<=', 'Object.keys(value).length', 'maxProperties'),
  required: (_, name) => `Object.hasOwn(value, ${quoteText(name)})`,
  anyOf: (schema) => writeUnion(schema, 'anyOf'),
  oneOf: (schema) => writeUnion(schema, 'oneOf'),
};
