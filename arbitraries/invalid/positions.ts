import { type InstancePointer, isObject, type Json, type JsonObject, joinPointer } from '../../spec/json.ts';
import { matcher } from '../../spec/json-schema/regular-expressions/matcher.ts';
import { type Edge, findChild, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { fits } from './fits.ts';

/** A schema and the value that stands at its place. */
export interface Position {
  node: SchemaNode;
  value: Json;
  where: InstancePointer;
  /** Of a branch that the value does not fit: only a wholly other value can violate it alone. */
  fits: boolean;
  /** The value is the name of a property, and `where` that property's place. */
  isName?: true;
}

/** Of a list as long as the document allows, the first two items and the last are as good as all. */
const edgesOf = <T>(all: readonly T[]): T[] => [...new Set([...all.slice(0, 2), ...all.slice(-1)])];

type Step = (edge: Edge, position: Position) => Iterable<Omit<Position, 'node'>>;

const same: Step = (_, position) => [position];

const branch: Step = ({ node }, position) => [
  { ...position, fits: position.fits && fits(node, position.value) },
];

/** `then` and `else` hold where the value fits `if`, or not. */
const conditional =
  (wanted: boolean): Step =>
  (_, position) => {
    const condition = findChild(position.node, 'if');
    return position.fits && condition && fits(condition, position.value) === wanted ? [position] : [];
  };

const entries = (position: Position, names: readonly string[]): Omit<Position, 'node'>[] => {
  const { value, where, fits: whole } = position;
  if (!isObject(value) || !whole) return [];
  return names.flatMap((name) =>
    Object.hasOwn(value, name)
      ? [{ value: (value as JsonObject)[name] ?? null, where: joinPointer(where, name), fits: true }]
      : [],
  );
};

const namesOf = ({ value }: Position): string[] => (isObject(value) ? Object.keys(value) : []);

const patternsOf = ({ node }: Position): string[] =>
  typeof node.schema === 'object' ? Object.keys(node.schema.patternProperties ?? {}) : [];

function additionalNames(position: Position): string[] {
  const { schema } = position.node;
  const listed = typeof schema === 'object' ? Object.keys(schema.properties ?? {}) : [];
  const patterns = patternsOf(position).map(matcher);
  return namesOf(position).filter(
    (name) => !listed.includes(name) && !patterns.some((one) => one.test(name)),
  );
}

function items({ value, where, fits: whole }: Position, from: number, to: number): Omit<Position, 'node'>[] {
  if (!Array.isArray(value) || !whole) return [];
  const all = value.map((item, index) => ({ value: item, where: joinPointer(where, index), fits: true }));
  return edgesOf(all.slice(from, to));
}

const prefixLength = ({ schema }: SchemaNode): number =>
  typeof schema === 'object' ? (schema.prefixItems?.length ?? 0) : 0;

/** Where each applicator leads from a value. Not listed: schemas whose violation violates nothing (`if`, `not`, `contains`). */
const steps: Readonly<Record<string, Step>> = {
  allOf: same,
  anyOf: branch,
  oneOf: branch,
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: conditional(true),
  else: conditional(false),
  dependentSchemas: ({ key }, position) => (namesOf(position).includes(String(key)) ? [position] : []),
  properties: ({ key }, position) => entries(position, [String(key)]),
  patternProperties: ({ key }, position) => {
    const pattern = matcher(String(key));
    return entries(position, edgesOf(namesOf(position).filter((name) => pattern.test(name))));
  },
  additionalProperties: (_, position) => entries(position, edgesOf(additionalNames(position))),
  propertyNames: (_, position) =>
    entries(position, edgesOf(namesOf(position))).map((entry, index) => ({
      ...entry,
      value: edgesOf(namesOf(position))[index] ?? '',
      isName: true,
    })),
  prefixItems: ({ key }, position) => items(position, Number(key), Number(key) + 1),
  items: (_, position) => items(position, prefixLength(position.node), Number.POSITIVE_INFINITY),
};

/** Walks a schema and a value together: every schema with the value that it speaks of. */
export function* positions(root: SchemaNode, value: Json): Generator<Position> {
  yield* walk({ node: root, value, where: '', fits: true });
}

function* walk(position: Position): Generator<Position> {
  yield position;
  for (const edge of position.node.edges) {
    const step = steps[edge.keyword];
    for (const next of step?.(edge, position) ?? []) yield* walk({ ...next, node: edge.node });
  }
}
