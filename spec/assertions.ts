import type { SchemaObject } from './schema.ts';
import { typesOf } from './schema.ts';
import { unionKind } from './union.ts';

type Says = (schema: SchemaObject, subject: string) => string | undefined;

const list = (values: readonly unknown[]): string => {
  const shown = values.slice(0, 4).map((value) => JSON.stringify(value));
  return values.length > 4 ? `${shown.join(', ')} … (${values.length} values)` : shown.join(', ');
};

const kind = (branch: unknown): string => {
  if (typeof branch !== 'object' || branch === null) return String(branch);
  const schema = branch as SchemaObject; // a member of anyOf or oneOf
  const types = typesOf(schema);
  return schema.title ?? (types ? types.join(' or ') : 'a value');
};

const bound = (keyword: string, words: string): [string, Says] => [
  keyword,
  (schema, subject) => `${subject} ${words.replace('N', String(schema[keyword]))}`,
];

/** What each asserting keyword says of its value, as a fact (JSON Schema 2020-12 validation, section 6; core, section 10). */
const rows: readonly [keyword: string, says: Says][] = [
  ['type', (schema, subject) => `${subject} is of type ${(typesOf(schema) ?? []).join(' or ')}`],
  ['enum', (schema, subject) => `${subject} is one of ${list(schema.enum ?? [])}`],
  ['const', (schema, subject) => `${subject} is ${JSON.stringify(schema.const)}`],
  ['format', (schema, subject) => `${subject} is a well-formed ${schema.format}`],
  ['pattern', (schema, subject) => `${subject} matches ${schema.pattern}`],
  bound('minLength', 'has at least N characters'),
  bound('maxLength', 'has at most N characters'),
  bound('minimum', 'is at least N'),
  bound('maximum', 'is at most N'),
  bound('exclusiveMinimum', 'is greater than N'),
  bound('exclusiveMaximum', 'is less than N'),
  bound('multipleOf', 'is a multiple of N'),
  bound('minItems', 'has at least N items'),
  bound('maxItems', 'has at most N items'),
  [
    'uniqueItems',
    (schema, subject) => (schema.uniqueItems ? `${subject} has no two equal items` : undefined),
  ],
  ['contains', (_, subject) => `${subject} contains as many matching items as asked`],
  bound('minProperties', 'has at least N properties'),
  bound('maxProperties', 'has at most N properties'),
  ['propertyNames', (_, subject) => `every property name of ${subject} is allowed`],
  [
    'additionalProperties',
    (schema, subject) =>
      schema.additionalProperties === false ? `${subject} has no properties beyond the listed` : undefined,
  ],
  ['dependentRequired', (_, subject) => `${subject} has the properties that others call for`],
  ['anyOf', (schema, subject) => `${subject} is ${(schema.anyOf ?? []).map(kind).join(' or ')}`],
  [
    'oneOf',
    (schema, subject) =>
      schema.discriminator === undefined && unionKind(schema, 'oneOf') === 'type'
        ? `${subject} is ${(schema.oneOf ?? []).map(kind).join(' or ')}`
        : `${subject} fits exactly one of ${(schema.oneOf ?? []).map(kind).join(', ')}`,
  ],
  [
    'discriminator',
    (schema, subject) =>
      `the \`${schema.discriminator?.propertyName}\` of ${subject} is present and names one of its schemas`,
  ],
  ['not', (_, subject) => `${subject} does not fit the schema under \`not\``],
];

/** The asserting keywords that the schema uses, each with its statement about the subject. */
export function assertions(schema: SchemaObject, subject: string): { keyword: string; says: string }[] {
  return rows.flatMap(([keyword, says]) => {
    const text = schema[keyword] === undefined ? undefined : says(schema, subject);
    return text === undefined ? [] : [{ keyword, says: text }];
  });
}
