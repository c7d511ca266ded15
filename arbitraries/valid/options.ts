import fc from 'fast-check';
import { isObject, type Json } from '../../spec/json.ts';
import type { SchemaType } from '../../spec/json-schema/schema.ts';
import { absent, NoValue } from '../context.ts';
import { type Alternative, alternatives } from './alternatives.ts';
import { arrayOption } from './arrays.ts';
import { every, isOf, typesOfAll } from './combined-keywords.ts';
import type { Engine, Node, Option } from './engine.ts';
import { numberOption } from './numbers.ts';
import { objectOption } from './objects.ts';
import { samplesOf } from './samples.ts';
import { stringOption } from './strings.ts';
import { listedValues } from './values.ts';

/** One way to meet a node in the making: the node, its alternative, and the engine. */
export interface Way {
  engine: Engine;
  node: Node;
  alternative: Alternative;
}

/** One per type: its least value first, so that shrinking ends there. */
const TYPES: readonly {
  type: SchemaType;
  weight: number;
  option(way: Way): Pick<Option, 'requires' | 'make'>;
}[] = [
  { type: 'null', weight: 2, option: () => simple(fc.constant(null)) },
  { type: 'boolean', weight: 2, option: () => simple(fc.boolean()) },
  {
    type: 'integer',
    weight: 4,
    option: ({ alternative }) => simple(numberOption(alternative.parts, 'integer')),
  },
  {
    type: 'number',
    weight: 4,
    option: ({ alternative }) => simple(numberOption(alternative.parts, 'number')),
  },
  { type: 'string', weight: 4, option: (way) => simple(stringOption(way)) },
  { type: 'array', weight: 4, option: arrayOption },
  { type: 'object', weight: 4, option: objectOption },
];

const simple = (arbitrary: fc.Arbitrary<Json>) => ({ requires: [], make: () => arbitrary });

/** A schema that says nothing at all has enough values that nest no further. */
const IN_ANYTHING: readonly SchemaType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/**
 * The ways to meet a node, one per alternative and type; those that contradict themselves are left out, with the reason.
 * @throws UnsupportedSchema where a keyword is not supported
 */
export function optionsOf(engine: Engine, node: Node): Option[] {
  const pin = node.pins.get('');
  if (pin !== undefined)
    return pinned(
      engine,
      node,
      pin.filter((value) => value !== absent),
    );
  const found = alternatives(engine, node.schemas);
  if (found.length === 0 && node.reasons.length === 0) {
    node.reasons.push({
      keyword: node.schemas.includes(false) ? 'false' : 'anyOf',
      reason: 'no branch admits a value',
    });
  }
  return found.flatMap((alternative) => optionsOfAlternative({ engine, node, alternative }));
}

function pinned(engine: Engine, node: Node, values: readonly Json[]): Option[] {
  const fitting = values.filter((value) => engine.fits(node.schemas, value));
  if (fitting.length > 0) return [{ ...simple(fc.constantFrom(...fitting)), weight: 4 }];
  node.reasons.push({ keyword: 'pins', reason: 'none of the pinned values fits' });
  return [];
}

function optionsOfAlternative(way: Way): Option[] {
  const { parts } = way.alternative;
  const types = typesOfAll(parts);
  if (types.length === 0) {
    way.node.reasons.push({ keyword: 'type', reason: 'no type is allowed by all' });
    return [];
  }
  if (every(parts, 'enum').length > 0 || parts.some((part) => part.const !== undefined)) {
    return attempt(way, 4, () => listedOption(way, types));
  }
  const made = TYPES.filter(({ type }) => types.includes(type)).flatMap(({ weight, option }) =>
    attempt(way, types.length === IN_ANYTHING.length ? Math.min(weight, 3) : weight, () => option(way)),
  );
  return [...made, ...samplesOf(way, types)];
}

function listedOption(way: Way, types: readonly SchemaType[]): Pick<Option, 'requires' | 'make'> {
  const values = listedValues(way).filter((value) => isOf(value, types) && holdsPins(way, value));
  if (values.length === 0) throw new NoValue('enum', 'none of the values fits the other keywords');
  return simple(fc.constantFrom(...values));
}

/** A listed value is taken whole: it must have at every pinned place what the pin says. */
function holdsPins({ node }: Way, value: Json): boolean {
  return node.pins.size === 0 || (!isObject(value) && !Array.isArray(value));
}

function attempt(way: Way, weight: number, make: () => Pick<Option, 'requires' | 'make'>): Option[] {
  try {
    const option = make();
    const judges = [...way.alternative.judges];
    return [
      { ...option, weight, ...(judges.length > 0 && { judge: (value) => way.engine.fits(judges, value) }) },
    ];
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    way.node.reasons.push({ keyword: error.keyword, reason: error.reason });
    return [];
  }
}
