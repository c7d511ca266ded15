import type { SchemaObject, SchemaType } from '../schema.ts';

/**
 * The vocabularies of JSON Schema 2020-12 (core, section 8; validation, sections 6 to 9), and OpenAPI's base
 * vocabulary.
 */
type Vocabulary =
  | 'core'
  | 'applicator'
  | 'unevaluated'
  | 'validation'
  | 'format'
  | 'content'
  | 'meta-data'
  | 'openapi';

/** The type of a JSON value (JSON Schema core, section 4.2.1). An integer is a number. */
export type ValueType = Exclude<SchemaType, 'integer'>;

/** Everything that the engine needs to know about a keyword to derive clauses from it. */
export interface KeywordDefinition {
  vocabulary: Vocabulary;
  /** The types of value that the keyword constrains: it accepts values of every other type. */
  appliesTo: readonly ValueType[];
  /** Present when the keyword itself can reject a value. */
  assertion?: Assertion;
  /** Present when the value of the keyword contains schemas. */
  subschemas?: Subschemas;
}

/** The requirement of a keyword as a sentence: `subject`, `verb`, `expected`, as in "`tags` has at least 2 items". */
export interface Assertion {
  verb: 'is' | 'has';
  /** A noun phrase such as "at least 2 items"; undefined when this value of the keyword accepts everything. */
  expected(schema: SchemaObject): string | undefined;
  /** The clauses of one schema; `none` when the engine does not yet check the keyword on its own. */
  clauses: 'one' | 'one per name' | 'none';
}

interface Subschemas {
  /** The form of the keyword's value: one schema, a list of schemas, or schemas by name. */
  form: 'schema' | 'list' | 'map';
  /**
   * The step that a subschema appends to the path of its node: `/name` leads to a child of the value, `@name` to the
   * same value. Absent when the schema tree has no nodes for these subschemas.
   */
  step?(key: string, index: number): string;
  /**
   * The subschemas are only tested: a value that they reject can be valid (`if`, `not`, `contains`, `propertyNames`).
   */
  isTest?: true;
}

export const allTypes = ['null', 'boolean', 'object', 'array', 'number', 'string'] as const;

/**
 * The assertion of a keyword whose value is a number, `N` in the phrase: "at least N items" for 1 is "at least 1 item".
 */
export function limit(keyword: string, verb: Assertion['verb'], phrase: string) {
  const expected = (schema: SchemaObject): string =>
    (schema[keyword] === 1 ? toSingular(phrase) : phrase).replace('N', String(schema[keyword]));
  return { verb, expected, clauses: 'one' } as const;
}

const toSingular = (phrase: string): string => phrase.replace(/ies$/, 'y').replace(/s$/, '');
