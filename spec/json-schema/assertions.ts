import type { SchemaObject } from './schema.ts';
import { typesOf } from './schema.ts';
import { unionKind } from './union.ts';

/** What a keyword asks of its value as a noun phrase; undefined where it asks nothing. */
type Noun = (schema: SchemaObject) => string | undefined;

const list = (values: readonly unknown[]): string => {
  const shown = values.slice(0, 4).map((value) => JSON.stringify(value));
  return values.length > 4 ? `${shown.join(', ')} … (${values.length} values)` : shown.join(', ');
};

const withArticle = (type: string): string =>
  type === 'null' ? type : `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`;

const typeNoun = (schema: SchemaObject): string | undefined => typesOf(schema)?.map(withArticle).join(' or ');

const kind = (branch: unknown): string => {
  if (typeof branch !== 'object' || branch === null) return String(branch);
  const schema = branch as SchemaObject; // a member of anyOf or oneOf
  return schema.title ?? typeNoun(schema) ?? 'a value';
};

const bound = (keyword: string, verb: 'is' | 'has', words: string): Row => [
  keyword,
  verb,
  (schema) => (schema[keyword] === 1 ? singular(words) : words).replace('N', String(schema[keyword])),
];

const singular = (words: string): string => words.replace(/ies$/, 'y').replace(/s$/, '');

/** Formats whose names say less than they mean. */
const formats: Readonly<Record<string, string>> = {
  'date-time': 'date-time (RFC 3339)',
  email: 'e-mail address',
  uri: 'URI',
  uuid: 'UUID',
  uuid4: 'UUID of version 4',
};

type Row = readonly [keyword: string, verb: 'is' | 'has', noun: Noun];

/** What each asserting keyword demands of its value (JSON Schema 2020-12 validation, section 6; core, section 10). */
const rows: readonly Row[] = [
  ['type', 'is', typeNoun],
  ['enum', 'is', (schema) => `one of ${list(schema.enum ?? [])}`],
  ['const', 'is', (schema) => JSON.stringify(schema.const)],
  ['format', 'is', (schema) => `a well-formed ${formats[schema.format ?? ''] ?? schema.format}`],
  ['pattern', 'is', (schema) => `text that matches ${schema.pattern}`],
  bound('minLength', 'has', 'at least N characters'),
  bound('maxLength', 'has', 'at most N characters'),
  bound('minimum', 'is', 'at least N'),
  bound('maximum', 'is', 'at most N'),
  bound('exclusiveMinimum', 'is', 'greater than N'),
  bound('exclusiveMaximum', 'is', 'less than N'),
  bound('multipleOf', 'is', 'a multiple of N'),
  bound('minItems', 'has', 'at least N items'),
  bound('maxItems', 'has', 'at most N items'),
  ['uniqueItems', 'has', (schema) => (schema.uniqueItems ? 'no two equal items' : undefined)],
  ['contains', 'has', () => 'as many matching items as asked'],
  bound('minProperties', 'has', 'at least N properties'),
  bound('maxProperties', 'has', 'at most N properties'),
  ['propertyNames', 'has', () => 'only property names that are allowed'],
  [
    'additionalProperties',
    'has',
    (schema) => (schema.additionalProperties === false ? 'no properties beyond the listed' : undefined),
  ],
  ['dependentRequired', 'has', () => 'the properties that others call for'],
  ['anyOf', 'is', (schema) => (schema.anyOf ?? []).map(kind).join(' or ')],
  [
    'oneOf',
    'is',
    (schema) =>
      schema.discriminator === undefined && unionKind(schema, 'oneOf') === 'type'
        ? (schema.oneOf ?? []).map(kind).join(' or ')
        : `exactly one of ${(schema.oneOf ?? []).map(kind).join(', ')}`,
  ],
  [
    'discriminator',
    'has',
    (schema) => `a \`${schema.discriminator?.propertyName}\` that names one of its schemas`,
  ],
  ['not', 'is', () => 'nothing that fits the schema under `not`'],
];

/** The asserting keywords that the schema uses, each with its statement about the subject. */
export function assertions(schema: SchemaObject, subject: string): { keyword: string; says: string }[] {
  return rows.flatMap(([keyword, verb, noun]) => {
    const text = schema[keyword] === undefined ? undefined : noun(schema);
    return text === undefined ? [] : [{ keyword, says: `${subject} ${verb} ${text}` }];
  });
}

/** What a keyword of the schema demands, without the subject: "a string", "at least 2 items". */
export function demand(schema: SchemaObject, keyword: string): string | undefined {
  return rows.find(([name]) => name === keyword)?.[2](schema);
}
