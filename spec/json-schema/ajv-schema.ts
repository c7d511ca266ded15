import { isObject, joinPointer, type SchemaPointer, valueAt } from '../json.ts';
import { type Matcher, matcher } from './regular-expressions/matcher.ts';
import { type Direction, isHidden } from './schema.ts';

/** A schema that ajv cannot be given. */
export class UnusableSchema extends Error {
  override name = 'UnusableSchema';
  readonly at: SchemaPointer;
  readonly keyword: string;
  constructor(at: SchemaPointer, keyword: string, says: string, options?: ErrorOptions) {
    super(`${at}: ${keyword}: ${says}`, options);
    this.at = at;
    this.keyword = keyword;
  }
}

type AjvSchema = boolean | { [keyword: string]: unknown };

/** How a keyword's value is carried over. What is not listed here is no assertion and stays behind (`$id`, `example`, `nullable`, …). */
const KEYWORDS: Record<string, 'value' | 'schema' | 'schemas' | 'map'> = {
  type: 'value',
  enum: 'value',
  const: 'value',
  format: 'value',
  pattern: 'value',
  minLength: 'value',
  maxLength: 'value',
  minimum: 'value',
  maximum: 'value',
  exclusiveMinimum: 'value',
  exclusiveMaximum: 'value',
  multipleOf: 'value',
  required: 'value',
  minProperties: 'value',
  maxProperties: 'value',
  dependentRequired: 'value',
  minItems: 'value',
  maxItems: 'value',
  uniqueItems: 'value',
  minContains: 'value',
  maxContains: 'value',
  allOf: 'schemas',
  anyOf: 'schemas',
  oneOf: 'schemas',
  prefixItems: 'schemas',
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name
  then: 'schema',
  else: 'schema',
  additionalProperties: 'schema',
  unevaluatedProperties: 'schema',
  propertyNames: 'schema',
  items: 'schema',
  unevaluatedItems: 'schema',
  contains: 'schema',
  properties: 'map',
  patternProperties: 'map',
  dependentSchemas: 'map',
};

const UNSUPPORTED = ['$dynamicRef', '$recursiveRef'];

/** What rewriting needs to know: the document, the direction, and where each rewritten schema comes from. */
export interface Rewriting {
  document: unknown;
  direction: Direction;
  /** From a schema given to ajv to its place in the document. */
  places: WeakMap<object, SchemaPointer>;
  /** Takes a `$ref`'s target and returns the name under which ajv knows (or will know) it. */
  target(at: SchemaPointer): string;
  matchers: Map<string, Matcher>;
}

/**
 * Copies one schema of the document for ajv: `$ref`s lead to the names of `target`, what the direction hides is no longer
 * required, and names that ajv overlooks (`__proto__`) become patterns.
 * @throws UnusableSchema when it holds a keyword, reference or pattern that cannot be honoured
 */
export function rewrite(schema: unknown, place: SchemaPointer, rewriting: Rewriting): AjvSchema {
  if (typeof schema === 'boolean') return schema;
  if (!isObject(schema)) throw new UnusableSchema(place, 'schema', 'neither an object nor a boolean');
  const copy: Record<string, unknown> = {};
  rewriting.places.set(copy, place);
  for (const keyword of Object.keys(schema)) {
    if (UNSUPPORTED.includes(keyword)) throw new UnusableSchema(place, keyword, 'not supported');
    if (keyword === '$ref') copy.$ref = reference(schema.$ref, place, rewriting);
    const kind = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (kind !== undefined) copy[keyword] = carry(kind, keyword, schema[keyword], place, rewriting);
  }
  if (Array.isArray(copy.required)) copy.required = visible(schema, copy.required, rewriting);
  if (typeof copy.pattern === 'string') checked(copy.pattern, place, 'pattern', rewriting);
  for (const pattern of Object.keys(isObject(copy.patternProperties) ? copy.patternProperties : {})) {
    checked(pattern, place, 'patternProperties', rewriting);
  }
  return protoAsPattern(copy);
}

function carry(kind: string, keyword: string, value: unknown, place: SchemaPointer, rewriting: Rewriting) {
  const inner = joinPointer(place, keyword);
  if (kind === 'value') return value;
  if (kind === 'schema') return rewrite(value, inner, rewriting);
  if (kind === 'schemas') {
    if (!Array.isArray(value)) throw new UnusableSchema(place, keyword, 'not a list of schemas');
    return value.map((item, index) => rewrite(item, joinPointer(inner, index), rewriting));
  }
  if (!isObject(value)) throw new UnusableSchema(place, keyword, 'not an object of schemas');
  const names = Object.keys(value);
  return Object.fromEntries(
    names.map((name) => [name, rewrite(value[name], joinPointer(inner, name), rewriting)]),
  );
}

function reference(ref: unknown, place: SchemaPointer, rewriting: Rewriting): string {
  if (typeof ref !== 'string' || !/^#(?:\/|$)/.test(ref)) {
    throw new UnusableSchema(place, '$ref', `${JSON.stringify(ref)} leads out of the document`);
  }
  return rewriting.target(decoded(ref, place));
}

function decoded(ref: string, place: SchemaPointer): SchemaPointer {
  try {
    return decodeURIComponent(ref) as SchemaPointer; // the caller saw the leading `#`
  } catch (cause) {
    throw new UnusableSchema(place, '$ref', `${ref} is not percent-encoded right`, { cause });
  }
}

/** The required names without those that messages of this direction do not carry. */
function visible(schema: Record<string, unknown>, names: unknown[], { document, direction }: Rewriting) {
  const { properties } = schema;
  if (!isObject(properties)) return names;
  const hidden = (name: unknown): boolean => {
    let own = typeof name === 'string' && Object.hasOwn(properties, name) ? properties[name] : undefined;
    for (let hops = 0; hops < 20 && isObject(own) && typeof own.$ref === 'string'; hops += 1) {
      if (isHidden(own, direction)) return true;
      own = valueAt(document, own.$ref);
    }
    return isObject(own) && isHidden(own, direction);
  };
  return names.filter((name) => !hidden(name));
}

function checked(pattern: string, place: SchemaPointer, keyword: string, { matchers }: Rewriting): void {
  if (matchers.has(pattern)) return;
  try {
    matchers.set(pattern, matcher(pattern));
  } catch (cause) {
    throw new UnusableSchema(place, keyword, cause instanceof Error ? cause.message : 'unusable', { cause });
  }
}

/** ajv skips a property schema of this name; a pattern reaches it. */
function protoAsPattern(copy: Record<string, unknown>): Record<string, unknown> {
  const { properties } = copy;
  if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) return copy;
  const { ['__proto__']: own, ...others } = properties;
  copy.properties = others;
  const patterns = isObject(copy.patternProperties) ? copy.patternProperties : {};
  copy.patternProperties = { ...patterns, '^__proto__$': own };
  return copy;
}
