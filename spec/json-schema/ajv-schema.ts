import { isObject, joinPointer, type SchemaPointer } from '../json.ts';
import type { AjvSchema } from './evaluation.ts';
import { collectHiddenNames } from './hidden-names.ts';
import { isKeyword, type Keyword, keywords } from './keywords/keywords.ts';
import { findMatcher } from './regular-expressions/matcher.ts';
import { type Direction, toleratesNull } from './schema.ts';

/** Thrown for a schema that ajv cannot compile. */
export class UnusableSchema extends Error {
  override name = 'UnusableSchema';
  readonly schemaPointer: SchemaPointer;
  readonly keyword: string;
  constructor(schemaPointer: SchemaPointer, keyword: string, problem: string, options?: ErrorOptions) {
    super(`${schemaPointer}: ${keyword}: ${problem}`, options);
    this.schemaPointer = schemaPointer;
    this.keyword = keyword;
  }
}

/**
 * The vocabularies whose keywords ajv receives. The keywords of others reject no value, and an `$id` could change what
 * a `$ref` means.
 */
const vocabularies = ['applicator', 'unevaluated', 'validation', 'format'];

/**
 * Names that are not required because messages omit these properties: `readOnly` ones in requests, `writeOnly` ones in
 * responses.
 */
type HiddenNames = readonly string[];

/**
 * The keywords whose subschemas apply to the same value, which must satisfy them. They can therefore hide names of each
 * other.
 */
const inPlaceKeywords: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'];

/** The document and direction for which schemas are rewritten, and the results that are collected meanwhile. */
export interface RewriteContext {
  document: unknown;
  direction: Direction;
  /** Whether the document has a `$dynamicRef`. Its target, and so what a schema evaluates, is then unknown. */
  hasDynamicReferences(): boolean;
  /** The location in the document of each rewritten schema. */
  pointers: WeakMap<object, SchemaPointer>;
  /** Returns the name of a schema that ajv resolves to the target of a `$ref`, with the hidden names not required. */
  referTo(target: SchemaPointer, hiddenNames: HiddenNames): string;
}

/**
 * Copies one schema of the document for ajv. References become names from `referTo`, and `$dynamicRef`s, whose target
 * depends on the path to them, are left out. `required` loses the names of hidden properties. A property that ajv would
 * skip (`__proto__`) becomes a pattern.
 * @throws UnusableSchema for a reference that cannot be resolved
 */
export function rewriteForAjv(
  schema: unknown,
  schemaPointer: SchemaPointer,
  context: RewriteContext,
  inherited: HiddenNames = [],
): AjvSchema {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) throw new UnusableSchema(schemaPointer, 'schema', 'neither an object nor a boolean');
  const copy: Record<string, unknown> = {};
  context.pointers.set(copy, schemaPointer);
  const own = collectHiddenNames(context.document, schema, context.direction);
  const hidden = own.length === 0 ? inherited : [...new Set([...inherited, ...own])].sort();
  for (const keyword of Object.keys(schema)) {
    if (keyword === '$ref') copy.$ref = rewriteReference(schema.$ref, schemaPointer, context, hidden);
    if (isKeyword(keyword) && vocabularies.includes(keywords[keyword].vocabulary))
      copy[keyword] = rewriteValue(
        schema[keyword],
        keyword,
        schemaPointer,
        context,
        inPlaceKeywords.includes(keyword) ? hidden : [],
      );
  }
  if (Array.isArray(copy.required)) copy.required = copy.required.filter((name) => !hidden.includes(name));
  if (Array.isArray(copy.enum) && copy.enum.length === 0) return false; // ajv rejects a schema with an empty list
  omitUnusablePatterns(copy);
  // ajv then reports one error of `items` instead of one for each item
  if (copy.items === false) copy.prefixItems ??= [];
  omitUnknownEvaluation(copy, context);
  const rewritten = moveProtoToPattern(copy);
  return toleratesNull(schema) ? { if: { type: 'null' }, else: rewritten } : rewritten;
}

function rewriteValue(
  value: unknown,
  keyword: Keyword,
  schemaPointer: SchemaPointer,
  context: RewriteContext,
  hidden: HiddenNames,
): unknown {
  const form = keywords[keyword].subschemas?.form;
  const pointer = joinPointer(schemaPointer, keyword);
  const rewrite = (schema: unknown, at: SchemaPointer): AjvSchema =>
    schema === false && !selfReportingKeywords.includes(keyword)
      ? createFalseSchema(at, context)
      : rewriteForAjv(schema, at, context, hidden);
  if (form === undefined) return value;
  if (form === 'schema') return rewrite(value, pointer);
  if (form === 'list') {
    if (!Array.isArray(value)) throw new UnusableSchema(schemaPointer, keyword, 'not a list of schemas');
    return value.map((item, index) => rewrite(item, joinPointer(pointer, index)));
  }
  if (!isObject(value)) throw new UnusableSchema(schemaPointer, keyword, 'not an object of schemas');
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, rewrite(item, joinPointer(pointer, name))]),
  );
}

/** The keywords for which ajv reports a `false` schema as an error of the keyword itself. */
const selfReportingKeywords: readonly Keyword[] = [
  'additionalProperties',
  'items',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];

/** Creates a schema that accepts nothing, like `false`, but whose errors have a location in the document. */
function createFalseSchema(schemaPointer: SchemaPointer, { pointers }: RewriteContext): AjvSchema {
  const copy = { not: {} };
  pointers.set(copy, schemaPointer);
  return copy;
}

function rewriteReference(
  ref: unknown,
  schemaPointer: SchemaPointer,
  context: RewriteContext,
  hidden: HiddenNames,
): string {
  if (typeof ref !== 'string' || !/^#(?:\/|$)/.test(ref)) {
    throw new UnusableSchema(schemaPointer, '$ref', `${JSON.stringify(ref)} leads out of the document`);
  }
  return context.referTo(decodeReference(ref, schemaPointer), hidden);
}

function decodeReference(ref: string, schemaPointer: SchemaPointer): SchemaPointer {
  try {
    return decodeURIComponent(ref) as SchemaPointer; // the caller has checked the leading `#`
  } catch (cause) {
    throw new UnusableSchema(schemaPointer, '$ref', `${ref} has invalid percent-encoding`, { cause });
  }
}

/** Removes patterns that cannot be compiled, and the keywords that depend on which names such a pattern matches. */
function omitUnusablePatterns(copy: Record<string, unknown>): void {
  if (typeof copy.pattern === 'string' && !findMatcher(copy.pattern)) delete copy.pattern;
  const { patternProperties } = copy;
  if (!isObject(patternProperties)) return;
  const usable = Object.entries(patternProperties).filter(([pattern]) => findMatcher(pattern));
  if (usable.length === Object.keys(patternProperties).length) return;
  copy.patternProperties = Object.fromEntries(usable);
  delete copy.additionalProperties;
  delete copy.unevaluatedProperties;
}

function omitUnknownEvaluation(
  copy: Record<string, unknown>,
  { hasDynamicReferences }: RewriteContext,
): void {
  if (copy.unevaluatedItems === undefined && copy.unevaluatedProperties === undefined) return;
  if (!hasDynamicReferences()) return;
  delete copy.unevaluatedItems;
  delete copy.unevaluatedProperties;
}

/** Moves a property schema named `__proto__`, which ajv ignores, under a pattern, where ajv applies it. */
function moveProtoToPattern(copy: Record<string, unknown>): Record<string, unknown> {
  const { properties } = copy;
  if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) return copy;
  const { ['__proto__']: proto, ...others } = properties;
  const patterns = isObject(copy.patternProperties) ? copy.patternProperties : {};
  copy.properties = others;
  copy.patternProperties = { ...patterns, '^__proto__$': proto };
  return copy;
}
