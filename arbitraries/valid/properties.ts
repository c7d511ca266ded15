import { joinPointer } from '../../spec/json.ts';
import { createMatcher, type Matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { isHidden, listRequired, type Schema, type SchemaObject } from '../../spec/json-schema/schema.ts';
import { absent } from '../valid-context.ts';
import { listKeywordValues } from './combined-keywords.ts';
import { Contradiction } from './contradiction.ts';
import { getFixedValuesBelow, listFixedNames } from './fixed-values.ts';
import type { Conjunction, ValueNode } from './model.ts';

type Presence = 'required' | 'optional' | 'forbidden';

export interface Property {
  name: string;
  node: ValueNode;
  presence: Presence;
}

/**
 * Lists the properties that `properties`, `required` or a fixed value names.
 * @throws Contradiction if a required property is not allowed
 */
export function listProperties(conjunction: Conjunction): Property[] {
  const { engine, node, schemas } = conjunction;
  const { direction } = engine.context;
  const required = new Set(schemas.flatMap((schema) => listRequired(schema, direction)));
  const declared = schemas.flatMap((schema) => Object.keys(schema.properties ?? {}));
  const names = new Set([...declared, ...required, ...listFixedNames(node.fixedValues)]);
  return [...names].map((name) => {
    const isHiddenName = schemas.some((schema) => isHidden(getDeclared(schema, name), direction));
    const property = engine.getNode(
      listPropertySchemas(schemas, name),
      getFixedValuesBelow(node.fixedValues, name),
    );
    const isAllowed =
      !isHiddenName &&
      !property.schemas.includes(false) &&
      engine.isValid(listKeywordValues(schemas, 'propertyNames'), name);
    const isRequired = required.has(name) && !isHiddenName;
    return {
      name,
      node: property,
      presence: decidePresence(conjunction, name, property, isRequired, isAllowed),
    };
  });
}

function decidePresence(
  { node }: Conjunction,
  name: string,
  property: ValueNode,
  isRequired: boolean,
  isAllowed: boolean,
): Presence {
  const fixedValue = node.fixedValues.get(joinPointer('', name));
  const canBeAbsent =
    fixedValue === undefined ? property.fixedValues.size === 0 : fixedValue.includes(absent);
  const canBePresent =
    isAllowed && (fixedValue === undefined || fixedValue.some((value) => value !== absent));
  if (isRequired && !canBePresent)
    throw new Contradiction('required', `"${name}" is required but not allowed`);
  if (!canBeAbsent && !canBePresent)
    throw new Contradiction('fixedValues', `"${name}" has a fixed value but is not allowed`);
  if (!canBePresent) return 'forbidden';
  return isRequired || !canBeAbsent ? 'required' : 'optional';
}

const getDeclared = (schema: SchemaObject, name: string): Schema | undefined =>
  Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;

/** Lists the schemas that apply to a property of this name (core section 10.3.2). */
export function listPropertySchemas(schemas: readonly SchemaObject[], name: string): Schema[] {
  const evaluated = schemas.map((schema) => listEvaluated(schema, name));
  const isEvaluated = evaluated.some((found) => found.length > 0);
  return schemas.flatMap((schema, index) => {
    const found = evaluated[index] ?? [];
    if (found.length > 0) return found;
    const unevaluated = isEvaluated ? true : schema.unevaluatedProperties;
    const remaining = schema.additionalProperties ?? unevaluated;
    return remaining === undefined ? [] : [remaining];
  });
}

/** Lists the subschemas of `properties` and `patternProperties` that apply to the name. */
function listEvaluated(schema: SchemaObject, name: string): Schema[] {
  const declared = getDeclared(schema, name);
  const matching = Object.entries(schema.patternProperties ?? {})
    .filter(([pattern]) => getMatcher(pattern).test(name))
    .map(([, subschema]) => subschema);
  return declared === undefined ? matching : [declared, ...matching];
}

const matchers = new Map<string, Matcher>();

/** Returns the compiled pattern of a `patternProperties` key. */
export function getMatcher(pattern: string): Matcher {
  const matcher = matchers.get(pattern) ?? createMatcher(pattern);
  matchers.set(pattern, matcher);
  return matcher;
}
