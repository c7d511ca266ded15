import type fc from 'fast-check';
import type { InstancePointer, Json, SchemaPointer } from '../../spec/json.ts';
import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import type { FixedValue, ValidContext } from '../valid-context.ts';

/** The fixed values at and below one value, with pointers relative to it. */
export type FixedValues = ReadonlyMap<InstancePointer, FixedValue>;

/**
 * How deep values may nest: `any` does not restrict it, and `minimal` allows only the minimum nesting depth of the
 * schema, so that a recursion ends.
 */
export type Nesting = 'any' | 'minimal';

/**
 * A set of schemas that a value has to satisfy together. Nodes refer to each other as schemas do, so there are cycles.
 */
export interface ValueNode {
  schemas: readonly Schema[];
  fixedValues: FixedValues;
  /** Why conjunctions of the node were skipped. The error reports it if no conjunction is left. */
  contradictions: { keyword: string; reason: string }[];
  typedArbitraries?: readonly TypedArbitrary[];
  /** The minimum nesting depth of the node's values: 0 for scalars, infinite if no value exists. */
  minDepth?: number;
  arbitrary?: fc.Arbitrary<Json>;
  minimalArbitrary?: fc.Arbitrary<Json>;
  /** Set while the node's arbitrary is created. If it is set when the arbitrary is needed, the node contains itself. */
  isCreating: boolean;
}

/**
 * A combination of schemas that a value has to satisfy together, with `allOf` flattened and one branch chosen for every
 * disjunction: one term of the disjunctive normal form of a node.
 */
export interface Conjunction {
  engine: Engine;
  node: ValueNode;
  schemas: SchemaObject[];
  /**
   * The schemas with a keyword that construction alone does not satisfy, so that the validator must check values
   * against them.
   */
  checked: ReadonlySet<SchemaObject>;
}

/** Creates the arbitrary of values of one type that satisfy a conjunction. */
export interface ArbitraryFactory {
  /** The nodes that every value contains, for example those of required properties. */
  dependencies: readonly ValueNode[];
  create(nesting: Nesting): fc.Arbitrary<Json>;
}

/** One of the arbitraries of a node: for one conjunction and one type. */
export interface TypedArbitrary extends ArbitraryFactory {
  /**
   * Whether a generated value satisfies the keywords that construction alone does not satisfy. Absent if there are
   * none.
   */
  accepts?: (value: Json) => boolean;
  /** The relative frequency of this arbitrary among those of the node. */
  weight: number;
}

/** A choice between branches. Each branch is a list of schemas that a value has to satisfy together. */
export type Disjunction = readonly (readonly Schema[])[];

/** The nodes of one context. Equal lists of schemas share a node, and thus an arbitrary. */
export interface Engine {
  context: ValidContext;
  getNode(schemas: readonly Schema[], fixedValues?: FixedValues): ValueNode;
  getTypedArbitraries(node: ValueNode): readonly TypedArbitrary[];
  getMinDepth(node: ValueNode): number;
  getArbitrary(node: ValueNode, nesting: Nesting): fc.Arbitrary<Json>;
  /**
   * Whether ajv accepts the value. Schemas that the engine has created are ignored: ajv knows only those of the
   * document.
   */
  isValid(schemas: Iterable<Schema>, value: Json): boolean;
  /** Returns the pointer of the first schema that is in the document: the engine has created some of the schemas. */
  pointerTo(schemas: readonly Schema[]): SchemaPointer | undefined;
  /**
   * The recursion within the value that is being generated: its current depth, and the number of recursive values so
   * far.
   */
  recursion: { depth: number; count: number };
}
