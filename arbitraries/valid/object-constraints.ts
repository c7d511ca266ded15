import { type AdditionalProperties, listAdditionalProperties } from './additional-properties.ts';
import { findLowerBound, findUpperBound } from './combined-keywords.ts';
import { Contradiction } from './contradiction.ts';
import type { Conjunction, ValueNode } from './model.ts';
import { listProperties, type Property } from './properties.ts';

export interface ObjectConstraints {
  required: Property[];
  optional: Property[];
  additional: AdditionalProperties[];
  minProperties: number;
  maxProperties: number;
}

/**
 * Combines the constraints that all schemas put on an object.
 * @throws Contradiction if they contradict each other
 */
export function readObjectConstraints(conjunction: Conjunction): ObjectConstraints {
  const { schemas } = conjunction;
  const properties = listProperties(conjunction);
  const required = properties.filter(({ presence }) => presence === 'required');
  const optional = properties.filter(({ presence }) => presence === 'optional');
  const additional = listAdditionalProperties(conjunction, properties);
  const minProperties = findLowerBound(schemas, 'minProperties', 0);
  const maxProperties = findUpperBound(schemas, 'maxProperties');
  if (minProperties > maxProperties) {
    const reason = `${minProperties} is greater than maxProperties, ${maxProperties}`;
    throw new Contradiction('minProperties', reason);
  }
  if (required.length > maxProperties) {
    const reason = `${required.length} properties are required, but only ${maxProperties} are allowed`;
    throw new Contradiction('maxProperties', reason);
  }
  return { required, optional, additional, minProperties, maxProperties };
}

/** Lists the nodes of values that every object contains: those of required properties. */
export function listObjectDependencies(constraints: ObjectConstraints): ValueNode[] {
  const { required, optional, additional, minProperties } = constraints;
  const requiredNodes = required.map(({ node }) => node);
  const missing = minProperties - required.length;
  if (missing <= 0) return requiredNodes;
  const [first] = additional;
  if (first !== undefined) return [...requiredNodes, first.node];
  if (optional.length < missing) {
    const reason = `only ${required.length + optional.length} of ${minProperties} properties are allowed`;
    throw new Contradiction('minProperties', reason);
  }
  return [...requiredNodes, ...optional.slice(0, missing).map(({ node }) => node)];
}
