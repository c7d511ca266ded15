import type fc from 'fast-check';
import type { InstancePointer, Json, SchemaPointer } from '../../spec/json.ts';
import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import type { FixedValue, ValidContext } from '../valid-context.ts';

/** Fixed values at and below one value, by pointer relative to it. */
export type FixedValues = ReadonlyMap<InstancePointer, FixedValue>;

/** `any`: all values. `minimal`: only values of minimum nesting depth, which end a recursion. */
export type Nesting = 'any' | 'minimal';

/** Schemas that a value has to satisfy together. Nodes refer to each other as schemas do, so there are cycles. */
export interface ValueNode {
  schemas: readonly Schema[];
  fixedValues: FixedValues;
  /** Why conjunctions were skipped. Reported if none is left. */
  contradictions: { keyword: string; reason: string }[];
  typedArbitraries?: readonly TypedArbitrary[];
  /** Minimum nesting depth of its values: 0 for a scalar, infinite if no value exists. */
  minDepth?: number;
  arbitrary?: fc.Arbitrary<Json>;
  minimalArbitrary?: fc.Arbitrary<Json>;
  /** Set while the arbitrary is created: the node then contains itself. */
  isCreating: boolean;
}

/**
 * One term of the disjunctive normal form of a node: schemas that have to be satisfied together, with `allOf` flattened
 * and a branch chosen for every disjunction.
 */
export interface Conjunction {
  engine: Engine;
  node: ValueNode;
  schemas: SchemaObject[];
  /** Schemas with a keyword that construction alone does not satisfy. The validator checks values against them. */
  checked: ReadonlySet<SchemaObject>;
}

/** Creates the arbitrary of values of one type that satisfy a conjunction. */
export interface ArbitraryFactory {
  /** Nodes whose values every value contains. */
  dependencies: readonly ValueNode[];
  create(nesting: Nesting): fc.Arbitrary<Json>;
}

/** One of the arbitraries of a node: one conjunction, one type. */
export interface TypedArbitrary extends ArbitraryFactory {
  /** Tests the keywords that construction alone does not satisfy. */
  accepts?: (value: Json) => boolean;
  /** Relative frequency among the arbitraries of a node. */
  weight: number;
}

/** A choice between branches, each a list of schemas that have to be satisfied together. */
export type Disjunction = readonly (readonly Schema[])[];

/** The nodes of one context. Equal lists of schemas share a node, and so their arbitrary. */
export interface Engine {
  context: ValidContext;
  getNode(schemas: readonly Schema[], fixedValues?: FixedValues): ValueNode;
  getTypedArbitraries(node: ValueNode): readonly TypedArbitrary[];
  getMinDepth(node: ValueNode): number;
  getArbitrary(node: ValueNode, nesting: Nesting): fc.Arbitrary<Json>;
  /** Whether ajv accepts the value for every schema that is part of the document. */
  isValid(schemas: Iterable<Schema>, value: Json): boolean;
  /** The pointer of the first schema that is part of the document. */
  pointerTo(schemas: readonly Schema[]): SchemaPointer | undefined;
  /** Recursion within the value that is being generated: the current depth, and the number of recursive values. */
  recursion: { depth: number; count: number };
}
