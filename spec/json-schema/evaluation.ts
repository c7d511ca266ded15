import { isObject } from '../json.ts';
import { createMatcher } from './regular-expressions/matcher.ts';

/** A schema as ajv receives it: each `$ref` is replaced by a name from `RewriteContext.referTo`. */
export type AjvSchema = boolean | { [keyword: string]: unknown };

/** Functions backed by ajv that decide which subschemas apply to a value. */
export interface EvaluationContext {
  resolveReference(name: string): AjvSchema;
  isValid(schema: AjvSchema, value: unknown): boolean;
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * Lists the names of properties, or the indexes of items, that a schema does not evaluate (JSON Schema core, section
 * 11). ajv is not used, because it errs for `contains`, for an `if` that fails, and for a branch that evaluates all
 * items. If all branches of a union are invalid, each counts as if it were valid: the value is invalid because of the
 * union, which is reported instead.
 */
export function listUnevaluated(
  schema: Readonly<Record<string, unknown>>,
  value: Container,
  context: EvaluationContext,
): string[] {
  const { unevaluatedItems: _, unevaluatedProperties: __, ...others } = schema;
  const evaluated = collectEvaluated(others, value, context);
  return Object.keys(value).filter((key) => !evaluated.has(key));
}

function collectEvaluated(schema: AjvSchema, value: Container, context: EvaluationContext): Set<string> {
  if (typeof schema === 'boolean') return new Set();
  const own = Array.isArray(value)
    ? listEvaluatedItems(schema, value, context)
    : listEvaluatedProperties(schema, Object.keys(value));
  const inPlace = listApplied(schema, value, context).map((each) => collectEvaluated(each, value, context));
  return new Set([...own, ...inPlace.flatMap((each) => [...each])]);
}

function listEvaluatedProperties(
  schema: Readonly<Record<string, unknown>>,
  names: readonly string[],
): readonly string[] {
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) return names;
  const { properties = {}, patternProperties = {} } = schema;
  const patterns = Object.keys(patternProperties as object).map(createMatcher);
  return names.filter(
    (name) => Object.hasOwn(properties as object, name) || patterns.some((pattern) => pattern.test(name)),
  );
}

function listEvaluatedItems(
  { prefixItems = [], items, unevaluatedItems, contains }: Readonly<Record<string, unknown>>,
  values: readonly unknown[],
  { isValid }: EvaluationContext,
): string[] {
  const indices = Object.keys(values);
  if (items !== undefined || unevaluatedItems !== undefined) return indices;
  const prefixLength = (prefixItems as readonly unknown[]).length;
  const isContained = (index: string) =>
    contains !== undefined && isValid(contains as AjvSchema, values[Number(index)]);
  return indices.filter((index) => Number(index) < prefixLength || isContained(index));
}

/** Lists the subschemas that apply to the value itself and accept it. */
function listApplied(
  {
    $ref,
    allOf,
    anyOf,
    oneOf,
    if: condition,
    then,
    else: alternative,
    dependentSchemas,
  }: Readonly<Record<string, unknown>>,
  value: Container,
  { resolveReference, isValid }: EvaluationContext,
): AjvSchema[] {
  // the meta-schema allows only lists here
  const toList = (schemas: unknown) => (schemas ?? []) as readonly AjvSchema[];
  const selectValid = (schemas: readonly AjvSchema[]): readonly AjvSchema[] => {
    const valid = schemas.filter((schema) => isValid(schema, value));
    return valid.length > 0 ? valid : schemas;
  };
  const selectConditional = (): unknown[] =>
    isValid(condition as AjvSchema, value) ? [condition, then] : [alternative];
  const dependent = Object.entries((dependentSchemas ?? {}) as Record<string, AjvSchema>)
    .filter(([name]) => isObject(value) && Object.hasOwn(value, name))
    .map(([, schema]) => schema);
  const conditional = condition === undefined ? [] : selectConditional();
  return [
    ...(typeof $ref === 'string' ? [resolveReference($ref)] : []),
    ...toList(allOf),
    ...selectValid(toList(anyOf)),
    ...selectValid(toList(oneOf)),
    ...(conditional.filter((schema) => schema !== undefined) as AjvSchema[]),
    ...dependent,
  ];
}

/**
 * Whether the document has `$dynamicRef`s whose target depends on the path to them, so that what they evaluate is
 * unknown.
 */
export const hasDynamicReferences = (document: unknown): boolean =>
  /"\$(?:dynamic|recursive)Ref":/.test(JSON.stringify(document));
