import type { SchemaObject } from '../schema.ts';
import { annotationKeywords } from './annotations.ts';
import { anyTypeKeywords } from './any-type.ts';
import { arrayKeywords } from './arrays.ts';
import type { KeywordDefinition } from './definition.ts';
import { inPlaceKeywords } from './in-place.ts';
import { numberKeywords } from './numbers.ts';
import { objectKeywords } from './objects.ts';
import { stringKeywords } from './strings.ts';

const definitions = {
  ...anyTypeKeywords,
  ...stringKeywords,
  ...numberKeywords,
  ...arrayKeywords,
  ...objectKeywords,
  ...inPlaceKeywords,
  ...annotationKeywords,
} as const satisfies Record<DeclaredKeyword, KeywordDefinition>;

/** The keywords that `SchemaObject` declares. The compiler checks that the table defines exactly these. */
type DeclaredKeyword = keyof { [K in keyof SchemaObject as string extends K ? never : K]: unknown };
type Declared<K extends DeclaredKeyword> = K;

/** A keyword of JSON Schema 2020-12, or OpenAPI's `discriminator` or `example`. */
export type Keyword = Declared<keyof typeof definitions>;

type KeywordWith<Part> = { [K in Keyword]: (typeof definitions)[K] extends Part ? K : never }[Keyword];

/** A keyword that can reject a value on its own. */
export type AssertionKeyword = KeywordWith<{ assertion: unknown }>;
/** An assertion that has its own clauses. */
export type ClauseKeyword = KeywordWith<{ assertion: { clauses: 'one' | 'one per name' } }>;
/** A keyword whose subschemas have nodes in the schema tree. */
export type ApplicatorKeyword = KeywordWith<{ subschemas: { step: unknown } }>;

/** Every keyword with its definition, in the order in which a schema's clauses are listed. */
export const keywords: Readonly<Record<Keyword, KeywordDefinition>> = definitions;

export const isKeyword = (name: string): name is Keyword => Object.hasOwn(keywords, name);

/** The assertions of which a schema has at most one clause each. */
export const clauseKeywords = (Object.keys(definitions) as Keyword[]).filter(
  (keyword): keyword is ClauseKeyword => keywords[keyword].assertion?.clauses === 'one',
);

/** The applicators, in the order in which the schema tree visits their subschemas. */
export const applicatorKeywords = (
  Object.keys({ ...objectKeywords, ...arrayKeywords, ...inPlaceKeywords }) as Keyword[]
).filter((keyword): keyword is ApplicatorKeyword => keywords[keyword].subschemas?.step !== undefined);
