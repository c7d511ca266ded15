import fc from 'fast-check';
import { isObject, type Json } from '../../spec/json.ts';
import type { SchemaType } from '../../spec/json-schema/schema.ts';
import { absent, type FixedValue } from '../valid-context.ts';
import { createArrayFactory } from './arrays.ts';
import { hasOneOfTypes, listCommonTypes, listKeywordValues } from './combined-keywords.ts';
import { expandConjunctions } from './conjunctions.ts';
import { Contradiction } from './contradiction.ts';
import { listEnumValues } from './enum-values.ts';
import { listExampleStrings } from './example-strings.ts';
import type { ArbitraryFactory, Conjunction, Engine, TypedArbitrary, ValueNode } from './model.ts';
import { createIntegerFactory, createNumberFactory } from './numbers.ts';
import { createObjectFactory } from './objects.ts';
import { createScalarFactory } from './scalar-factory.ts';
import { createStringFactory } from './strings.ts';

interface TypeDefinition {
  type: SchemaType;
  weight: number;
  createFactory(conjunction: Conjunction): ArbitraryFactory;
}

/** Factories by type, the simplest type first, because shrinking ends there. */
const typeDefinitions: readonly TypeDefinition[] = [
  { type: 'null', weight: 2, createFactory: () => createScalarFactory(fc.constant(null)) },
  { type: 'boolean', weight: 2, createFactory: () => createScalarFactory(fc.boolean()) },
  { type: 'integer', weight: 4, createFactory: createIntegerFactory },
  { type: 'number', weight: 4, createFactory: createNumberFactory },
  { type: 'string', weight: 4, createFactory: createStringFactory },
  { type: 'array', weight: 4, createFactory: createArrayFactory },
  { type: 'object', weight: 4, createFactory: createObjectFactory },
];

/** The number of types that a schema without `type` allows. `integer` does not count, because `number` includes it. */
const ALL_TYPES = typeDefinitions.length - 1;

/**
 * Creates the arbitraries of a node, one for each conjunction and type. Contradictory ones are skipped and recorded in
 * the node.
 * @throws UnsupportedSchema if a keyword is not supported
 */
export function createTypedArbitraries(engine: Engine, node: ValueNode): TypedArbitrary[] {
  const fixedValue = node.fixedValues.get('');
  if (fixedValue !== undefined) return fromFixedValue(engine, node, fixedValue);
  const conjunctions = expandConjunctions(engine, node);
  if (conjunctions.length === 0 && node.contradictions.length === 0) {
    node.contradictions.push({
      keyword: node.schemas.includes(false) ? 'false' : 'anyOf',
      reason: 'no branch accepts a value',
    });
  }
  return conjunctions.flatMap(fromConjunction);
}

function fromFixedValue(engine: Engine, node: ValueNode, fixedValue: FixedValue): TypedArbitrary[] {
  const valid = fixedValue.filter(
    (value): value is Json => value !== absent && engine.isValid(node.schemas, value),
  );
  if (valid.length > 0) return [{ ...createScalarFactory(fc.constantFrom(...valid)), weight: 4 }];
  node.contradictions.push({ keyword: 'fixedValues', reason: 'no fixed value satisfies the schema' });
  return [];
}

function fromConjunction(conjunction: Conjunction): TypedArbitrary[] {
  const { node, schemas } = conjunction;
  const types = listCommonTypes(schemas);
  if (types.length === 0) {
    node.contradictions.push({ keyword: 'type', reason: 'the schemas have no type in common' });
    return [];
  }
  const isEnum =
    listKeywordValues(schemas, 'enum').length > 0 || schemas.some((schema) => schema.const !== undefined);
  if (isEnum) return fromFactory(conjunction, 4, () => createEnumFactory(conjunction, types));
  const definitions = typeDefinitions.filter(({ type }) => types.includes(type));
  return [
    ...definitions.flatMap(({ weight, createFactory }) =>
      // If all types are allowed, scalars must prevail, or values would nest too deep.
      fromFactory(conjunction, types.length === ALL_TYPES ? Math.min(weight, 3) : weight, createFactory),
    ),
    ...fromExamples(conjunction, types),
  ];
}

function fromFactory(
  conjunction: Conjunction,
  weight: number,
  createFactory: (conjunction: Conjunction) => ArbitraryFactory,
): TypedArbitrary[] {
  const { engine, node, checked } = conjunction;
  try {
    const factory = createFactory(conjunction);
    return [
      { ...factory, weight, ...(checked.size > 0 && { accepts: (value) => engine.isValid(checked, value) }) },
    ];
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    node.contradictions.push({ keyword: error.keyword, reason: error.reason });
    return [];
  }
}

function createEnumFactory(conjunction: Conjunction, types: readonly SchemaType[]): ArbitraryFactory {
  const hasFixedValues = conjunction.node.fixedValues.size > 0;
  const isComposite = (value: Json) => isObject(value) || Array.isArray(value);
  const values = listEnumValues(conjunction)
    .filter((value) => hasOneOfTypes(value, types))
    .filter((value) => !(hasFixedValues && isComposite(value))); // fixed values cannot be set inside an enum value
  if (values.length === 0) throw new Contradiction('enum', 'no value satisfies the other keywords');
  return createScalarFactory(fc.constantFrom(...values));
}

function fromExamples(conjunction: Conjunction, types: readonly SchemaType[]): TypedArbitrary[] {
  const strings = types.includes('string') ? listExampleStrings(conjunction) : [];
  return strings.length === 0 ? [] : [{ ...createScalarFactory(fc.constantFrom(...strings)), weight: 1 }];
}
