import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { absent } from '../valid-context.ts';
import { findLowerBound, findUpperBound, listKeywordValues } from './combined-keywords.ts';
import { getFixedValuesBelow, listFixedNames } from './fixed-values.ts';
import type { Conjunction, FixedValues, ValueNode } from './model.ts';

/** The maximum length of arrays. Schemas that require longer ones are not supported. */
export const MAX_ITEMS = 10_000;

export interface ArrayConstraints {
  minItems: number;
  maxItems: number;
  /** The nodes of the first items, which `prefixItems` or a fixed value constrains separately. */
  prefix: ValueNode[];
  /** The node of all items after the prefix. */
  rest: ValueNode;
  /** For each `contains`, the node of matching items and the number of them that an array needs. */
  contains: { node: ValueNode; min: number }[];
  uniqueItems: boolean;
  /**
   * Whether an array must be validated, because its construction may result in too few or too many matches of
   * `contains`.
   */
  needsCount: boolean;
}

/** Combines the constraints that all schemas of the conjunction put on an array. */
export function readArrayConstraints(conjunction: Conjunction): ArrayConstraints {
  const { engine, node, schemas } = conjunction;
  const { fixedValues } = node;
  const fixedIndexes = listFixedNames(fixedValues)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const prefix = listPrefix(conjunction, fixedIndexes);
  const restSchemas = [...listItemSchemas(schemas, prefix.length), ...listUnevaluatedItems(schemas)];
  const restFixedValues = getFixedValuesBelow(fixedValues, '-');
  const rest = engine.getNode(restSchemas, restFixedValues);
  const contains = schemas
    .filter((schema) => schema.contains !== undefined)
    .map(({ contains: schema = true, minContains: min = 1 }) => ({
      node: engine.getNode([...restSchemas, schema], restFixedValues),
      min,
    }));
  const minContained = Math.max(0, ...contains.map(({ min }) => min));
  const mustBePresent = fixedIndexes.filter((index) => !canBeAbsent(fixedValues, index));
  return {
    minItems: Math.max(
      findLowerBound(schemas, 'minItems', 0),
      minContained > 0 ? prefix.length + minContained : 0,
      ...mustBePresent.map((index) => index + 1),
    ),
    maxItems: findMaxItems(findUpperBound(schemas, 'maxItems'), prefix, rest),
    prefix,
    rest,
    contains,
    uniqueItems: listKeywordValues(schemas, 'uniqueItems').includes(true),
    needsCount: contains.length > 1 || schemas.some(hasMaxContains),
  };
}

const hasMaxContains = ({ contains, maxContains }: SchemaObject): boolean =>
  contains !== undefined && maxContains !== undefined;

function listPrefix({ engine, node, schemas }: Conjunction, fixedIndexes: readonly number[]): ValueNode[] {
  const length = Math.max(
    0,
    ...schemas.map(({ prefixItems }) => prefixItems?.length ?? 0),
    ...fixedIndexes.map((index) => index + 1),
  );
  return Array.from({ length: Math.min(length, MAX_ITEMS) }, (_, index) =>
    engine.getNode(listItemSchemas(schemas, index), getFixedValuesBelow(node.fixedValues, String(index))),
  );
}

function listItemSchemas(schemas: readonly SchemaObject[], index: number): Schema[] {
  return schemas.map(({ prefixItems, items }) => prefixItems?.[index] ?? items ?? true);
}

function listUnevaluatedItems(schemas: readonly SchemaObject[]): Schema[] {
  if (schemas.some(({ items }) => items !== undefined)) return [];
  return schemas.flatMap(({ unevaluatedItems }) =>
    unevaluatedItems === undefined ? [] : [unevaluatedItems],
  );
}

const canBeAbsent = (fixedValues: FixedValues, index: number): boolean =>
  fixedValues.get(`/${index}`)?.includes(absent) ?? false;

/** Computes the maximum length: an array must end before the first item whose schema is `false`. */
function findMaxItems(maxItems: number, prefix: readonly ValueNode[], rest: ValueNode): number {
  const end = prefix.findIndex(({ schemas }) => schemas.includes(false));
  if (end >= 0) return Math.min(maxItems, end);
  return rest.schemas.includes(false) ? Math.min(maxItems, prefix.length) : maxItems;
}
