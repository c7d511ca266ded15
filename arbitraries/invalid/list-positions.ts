import {
  getOwn,
  type InstancePointer,
  isJsonObject,
  isObject,
  type Json,
  joinPointer,
} from '../../spec/json.ts';
import type { ApplicatorKeyword } from '../../spec/json-schema/keywords/keywords.ts';
import { createMatcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { type Edge, findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { listUnevaluatedKeys } from '../../spec/json-schema/unevaluated-keys.ts';
import { memoize } from '../../spec/memoize.ts';
import { isValid } from './is-valid.ts';

/** A schema, and a part of the value to which it applies. */
export interface Position {
  node: SchemaNode;
  value: Json;
  instancePointer: InstancePointer;
  /**
   * False in a branch of a union that rejects the part: only a mutation that replaces the whole part is tried there.
   */
  isValid: boolean;
  /** Set if `value` is the name of a property. `instancePointer` is then the location of that property. */
  isPropertyName?: true;
}

type ChildPosition = Omit<Position, 'node'>;

/**
 * Lists every schema with each part of the value to which it applies, in document order. Visits only the first two and
 * the last of many items or properties with the same schema.
 */
export function listPositions(root: SchemaNode, value: Json): Position[] {
  const positions: Position[] = [];
  visit({ node: root, value, instancePointer: '', isValid: true }, positions);
  return positions;
}

function visit(position: Position, positions: Position[]): void {
  positions.push(position);
  const { node, isValid } = position;
  for (const edge of isValid ? node.edges : listInPlaceEdges(node))
    for (const child of steps[edge.keyword]?.(edge, position) ?? NO_POSITIONS)
      visit({ ...child, node: edge.node }, positions);
}

/** The applicators that are followed in a branch that rejects the part: those that apply to the same part. */
const inPlaceKeywords: readonly ApplicatorKeyword[] = ['allOf', 'anyOf', 'oneOf', 'dependentSchemas'];

const listInPlaceEdges = memoize((node: SchemaNode): readonly Edge[] =>
  node.edges.filter(({ keyword }) => inPlaceKeywords.includes(keyword)),
);

type Step = (edge: Edge, position: Position) => readonly ChildPosition[];

/** Selects the first two and the last of many items or properties, which represent the others. */
const selectEnds = <T>(all: readonly T[]): T[] => [...new Set([...all.slice(0, 2), ...all.slice(-1)])];

const stayInPlace: Step = (_, position) => [position];

const enterBranch: Step = ({ node }, position) => [
  { ...position, isValid: position.isValid && isValid(node, position.value) },
];

/** Creates the step into `then` or `else`, which applies if the value satisfies, or does not satisfy, the `if`. */
const enterIf =
  (expected: boolean): Step =>
  (_, position) => {
    const condition = findChild(position.node, 'if');
    const applies = position.isValid && condition && isValid(condition, position.value) === expected;
    return applies ? [position] : [];
  };

const NO_POSITIONS: readonly ChildPosition[] = [];

function enterProperty(
  { value, instancePointer, isValid }: Position,
  name: string,
): readonly ChildPosition[] {
  const item = isValid && isJsonObject(value) ? getOwn(value, name) : undefined;
  return item === undefined
    ? NO_POSITIONS
    : [{ value: item, instancePointer: joinPointer(instancePointer, name), isValid: true }];
}

const enterProperties = (position: Position, names: readonly string[]): readonly ChildPosition[] =>
  names.flatMap((name) => enterProperty(position, name));

const listNames = ({ value }: Position): string[] => (isObject(value) ? Object.keys(value) : []);

function listAdditionalNames(position: Position): string[] {
  const { schema } = position.node;
  if (typeof schema === 'boolean') return listNames(position);
  const { properties = {} } = schema;
  const patterns = Object.keys(schema.patternProperties ?? {}).map(createMatcher);
  return listNames(position).filter(
    (name) => !Object.hasOwn(properties, name) && !patterns.some((pattern) => pattern.test(name)),
  );
}

function enterItems(position: Position, start: number, end: number): ChildPosition[] {
  const { value, instancePointer } = position;
  if (!Array.isArray(value) || !position.isValid) return [];
  const items = value.map((item, index) => ({
    value: item,
    instancePointer: joinPointer(instancePointer, index),
    isValid: true,
  }));
  return selectEnds(items.slice(start, end));
}

const enterUnevaluatedItems = (position: Position): ChildPosition[] =>
  Array.isArray(position.value)
    ? selectEnds(listUnevaluatedKeys(position.node, position.value)).flatMap((index) =>
        enterItems(position, Number(index), Number(index) + 1),
      )
    : [];

const countPrefixItems = ({ schema }: SchemaNode): number =>
  typeof schema === 'object' ? (schema.prefixItems?.length ?? 0) : 0;

/** The parts of a value to which each applicator applies subschemas. Undefined if the subschemas have no clauses. */
const steps: Readonly<Record<ApplicatorKeyword, Step | undefined>> = {
  not: undefined,
  if: undefined,
  contains: undefined,
  allOf: stayInPlace,
  anyOf: enterBranch,
  oneOf: enterBranch,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: enterIf(true),
  else: enterIf(false),
  dependentSchemas: ({ key }, position) => (listNames(position).includes(String(key)) ? [position] : []),
  properties: ({ key }, position) => enterProperty(position, String(key)),
  patternProperties: ({ key }, position) => {
    const pattern = createMatcher(String(key));
    return enterProperties(position, selectEnds(listNames(position).filter((name) => pattern.test(name))));
  },
  additionalProperties: (_, position) => enterProperties(position, selectEnds(listAdditionalNames(position))),
  propertyNames: (_, position) => {
    const names = selectEnds(listNames(position));
    return enterProperties(position, names).map((property, index) => ({
      ...property,
      value: names[index] ?? '',
      isPropertyName: true,
    }));
  },
  unevaluatedProperties: (_, position) =>
    enterProperties(
      position,
      selectEnds(isObject(position.value) ? listUnevaluatedKeys(position.node, position.value) : []),
    ),
  unevaluatedItems: (_, position) => enterUnevaluatedItems(position),
  prefixItems: ({ key }, position) => enterItems(position, Number(key), Number(key) + 1),
  items: (_, position) => enterItems(position, countPrefixItems(position.node), Number.POSITIVE_INFINITY),
};
