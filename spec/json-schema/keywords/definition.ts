import type { SchemaObject, SchemaType } from '../schema.ts';

/**
 * The vocabularies of JSON Schema 2020-12 (core, section 8; validation, sections 6 to 9), and the base vocabulary of
 * OpenAPI.
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

/** The type of a JSON value (JSON Schema core, section 4.2.1). Integers are numbers. */
export type ValueType = Exclude<SchemaType, 'integer'>;

/** Everything that the engine needs to know about a keyword to derive clauses from it. */
export interface KeywordDefinition {
  vocabulary: Vocabulary;
  /** The types of values that the keyword constrains. It accepts all values of other types. */
  appliesTo: readonly ValueType[];
  /** Absent if the keyword itself rejects no value, as annotations and most applicators. */
  assertion?: Assertion;
  /** Absent if the value of the keyword contains no schemas. */
  subschemas?: Subschemas;
}

/** The requirement of a keyword as a sentence of subject, `verb` and `expected`: "`tags` has at least 2 items". */
export interface Assertion {
  verb: 'is' | 'has';
  /** Returns a noun phrase such as "at least 2 items"; undefined if the keyword accepts everything with this value. */
  expected(schema: SchemaObject): string | undefined;
  /** The number of clauses that a schema with the keyword has; `none` if another keyword's clause covers it. */
  clauses: 'one' | 'one per name' | 'none';
}

interface Subschemas {
  /** The form of the keyword's value: one schema, a list of schemas, or schemas by name. */
  form: 'schema' | 'list' | 'map';
  /**
   * Returns the step that a subschema adds to the path of a schema node: `/name` for a child of the value, `@name` for
   * a schema of the same value. Absent if the schema tree has no nodes for these subschemas.
   */
  step?(key: string, index: number): string;
  /**
   * Set if a value can be valid although a subschema rejects it, because the subschema is only a test (`if`, `not`,
   * `contains`, `propertyNames`).
   */
  isTest?: true;
}

export const allTypes = ['null', 'boolean', 'object', 'array', 'number', 'string'] as const;

/**
 * Creates the assertion of a keyword whose value is a number. In the phrase "at least N items", `N` is replaced by it;
 * "items" becomes singular for 1.
 */
export function limit(keyword: string, verb: Assertion['verb'], phrase: string) {
  const expected = (schema: SchemaObject): string =>
    (schema[keyword] === 1 ? toSingular(phrase) : phrase).replace('N', String(schema[keyword]));
  return { verb, expected, clauses: 'one' } as const;
}

const toSingular = (phrase: string): string => phrase.replace(/ies$/, 'y').replace(/s$/, '');
