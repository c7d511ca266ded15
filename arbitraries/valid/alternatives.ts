import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { UnsupportedSchema } from '../context.ts';
import { forksOf, mustBeJudged } from './disjunctions.ts';
import type { Engine } from './engine.ts';

/** One way to meet a list of schemas: all keywords of all parts at once, no branch left to choose. */
export interface Alternative {
  parts: SchemaObject[];
  /** Schemas that have a keyword which construction alone does not meet: the value is shown to ajv. */
  judges: Set<SchemaObject>;
}

interface Pending {
  schema: Schema;
  /** The nearest schema, the schema itself included, that has a place in the document. */
  judge: SchemaObject | undefined;
}

const MAX_ALTERNATIVES = 2000;
const UNSUPPORTED = ['$dynamicRef', '$recursiveRef', '$ref'];

/**
 * All ways to meet all of these schemas: `allOf` flattened, the branches of unions and conditions multiplied out.
 * @throws UnsupportedSchema where a keyword is not supported, or the ways are too many
 */
export function alternatives(engine: Engine, schemas: readonly Schema[]): Alternative[] {
  const found: Alternative[] = [];
  const explore = (alternative: Alternative, pending: readonly Pending[]): void => {
    const [next, ...rest] = pending;
    if (next === undefined) {
      found.push(alternative);
      if (found.length > MAX_ALTERNATIVES) {
        throw new UnsupportedSchema(engine.placeOf(schemas), 'anyOf', `more than ${MAX_ALTERNATIVES} ways`);
      }
      return;
    }
    const { schema } = next;
    if (schema === false) return;
    if (schema === true || alternative.parts.includes(schema)) {
      explore(alternative, rest);
      return;
    }
    for (const fork of taken(engine, schema, next.judge)) {
      explore(extended(engine, alternative, schema, next.judge), [...fork, ...rest]);
    }
  };
  explore(
    { parts: [], judges: new Set() },
    schemas.map((schema) => ({ schema, judge: undefined })),
  );
  return found;
}

function judgeOf(engine: Engine, schema: SchemaObject, above: SchemaObject | undefined) {
  return engine.context.contract.pointerTo(schema) === undefined ? above : schema;
}

function extended(
  engine: Engine,
  before: Alternative,
  schema: SchemaObject,
  above: SchemaObject | undefined,
) {
  const judge = judgeOf(engine, schema, above);
  const judges = new Set(before.judges);
  if (mustBeJudged(engine, schema)) {
    if (judge === undefined) throw new UnsupportedSchema(undefined, 'not', 'a schema without a place');
    judges.add(judge);
  }
  return { parts: [...before.parts, schema], judges };
}

/** The schemas that come with this one: those of `allOf`, and one choice of every fork. */
function taken(engine: Engine, schema: SchemaObject, above: SchemaObject | undefined): Pending[][] {
  for (const keyword of UNSUPPORTED) {
    if (schema[keyword] !== undefined) {
      throw new UnsupportedSchema(engine.context.contract.pointerTo(schema), keyword, 'not supported');
    }
  }
  const judge = judgeOf(engine, schema, above);
  const pending = (list: readonly Schema[]) => list.map((inner) => ({ schema: inner, judge }));
  let ways: Pending[][] = [pending(schema.allOf ?? [])];
  for (const options of forksOf(engine, schema)) {
    ways = options.flatMap((option) => ways.map((way) => [...way, ...pending(option)]));
    if (ways.length > MAX_ALTERNATIVES) {
      throw new UnsupportedSchema(engine.placeOf([schema]), 'anyOf', `more than ${MAX_ALTERNATIVES} ways`);
    }
  }
  return ways;
}
