import type fc from 'fast-check';
import type { InstancePointer, Json, SchemaPointer } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Pin, ValidContext } from '../context.ts';
import { heightOf } from './min-depth.ts';
import { arbitraryOf } from './node-arbitrary.ts';
import { optionsOf } from './options.ts';

/** What stands at places below (and at) a value, by pointer from there. */
export type Pins = ReadonlyMap<InstancePointer, Pin>;

/** Schemas that a value meets together, and the ways there are. Nodes refer to each other as schemas do, in cycles too. */
export interface Node {
  schemas: readonly Schema[];
  pins: Pins;
  /** Made when first asked for. */
  options?: readonly Option[];
  /** Why a way was ruled out, for the message when all are. */
  reasons: { keyword: string; reason: string }[];
  /** How deep the least value nests; infinite when there is none. */
  height?: number;
  arbitrary?: fc.Arbitrary<Json>;
  minimal?: fc.Arbitrary<Json>;
  /** While its arbitrary is made: who meets it then has come round a cycle. */
  making: boolean;
}

/** One way to meet a node: one alternative, one type. */
export interface Option {
  /** What every value of this way contains. */
  requires: readonly Node[];
  /** All values of this way, or only those that nest the least. */
  make(size: 'all' | 'least'): fc.Arbitrary<Json>;
  /** Of values that construction alone does not make fit: whether one does. */
  judge?: (value: Json) => boolean;
  /** Likelihood among the node's ways. */
  weight: number;
}

/** The nodes of one context, so that equal demands share their arbitrary. */
export interface Engine {
  context: ValidContext;
  node(schemas: readonly Schema[], pins: Pins): Node;
  options(node: Node): readonly Option[];
  height(node: Node): number;
  arbitrary(node: Node, size: 'all' | 'least'): fc.Arbitrary<Json>;
  /** Whether ajv finds that the value meets every schema that has a place in the document. */
  fits(schemas: Iterable<Schema>, value: Json): boolean;
  placeOf(schemas: readonly Schema[]): SchemaPointer | undefined;
  /** How deep, and how often, the value being made has come round cycles. */
  rounds: { depth: number; count: number };
}

/** The engine of a context, made once. */
export const engineOf = memoize(createEngine);

function createEngine(context: ValidContext): Engine {
  const { contract, direction } = context;
  const engine: Engine = {
    context,
    node: nodes(),
    options: (node) => {
      node.options ??= optionsOf(engine, node);
      return node.options;
    },
    height: (node) => heightOf(engine, node),
    arbitrary: (node, size) => arbitraryOf(engine, node, size),
    fits: (schemas, value) =>
      [...schemas].every((schema) => {
        if (typeof schema === 'boolean') return schema;
        const place = contract.pointerTo(schema);
        return place === undefined || contract.validator(place, direction)(value).length === 0;
      }),
    placeOf: (schemas) => schemas.map((schema) => contract.pointerTo(schema)).find((place) => place),
    rounds: { depth: 0, count: 0 },
  };
  return engine;
}

function nodes(): Engine['node'] {
  const ids = new Map<Schema, number>();
  const idOf = (schema: Schema): number => {
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return id;
  };
  const known = new Map<string, Node>();
  return (schemas, pins) => {
    const distinct = [...new Set(schemas)].filter((schema) => schema !== true);
    const key = `${distinct.map(idOf).sort((a, b) => a - b)}${pins.size === 0 ? '' : keyOf(pins)}`;
    const node: Node = known.get(key) ?? { schemas: distinct, pins, reasons: [], making: false };
    known.set(key, node);
    return node;
  };
}

const keyOf = (pins: Pins): string =>
  JSON.stringify(
    [...pins].map(([place, pin]) => [place, pin.map((value) => (typeof value === 'symbol' ? [] : [value]))]),
  );
