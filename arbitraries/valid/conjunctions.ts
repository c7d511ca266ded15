import type { Schema, SchemaObject } from '../../spec/json-schema/schema.ts';
import { UnsupportedSchema } from '../unsupported-schema.ts';
import { getDisjunctions, needsValidator } from './disjunctions.ts';
import { unsupportedKeywords } from './keyword-support.ts';
import type { Conjunction, Engine, ValueNode } from './model.ts';

const MAX_CONJUNCTIONS = 2000;

interface PendingSchema {
  schema: Schema;
  /**
   * The nearest enclosing schema that is in the document: the validator cannot validate schemas that the engine has
   * created.
   */
  enclosing: SchemaObject | undefined;
}

/**
 * The disjunctive normal form of a node: `allOf` is flattened, and the branches of all disjunctions are combined.
 * @throws UnsupportedSchema if a keyword is not supported, or there are too many combinations
 */
export function expandConjunctions(engine: Engine, node: ValueNode): Conjunction[] {
  const found: Conjunction[] = [];
  const expand = (conjunction: Conjunction, pending: readonly PendingSchema[]): void => {
    const [next, ...rest] = pending;
    if (next === undefined) {
      found.push(conjunction);
      checkCount(engine, found, node.schemas);
      return;
    }
    const { schema } = next;
    if (schema === false) return;
    if (schema === true || conjunction.schemas.includes(schema)) {
      expand(conjunction, rest);
      return;
    }
    const enclosing = engine.context.contract.pointerTo(schema) === undefined ? next.enclosing : schema;
    for (const subschemas of combineBranches(engine, schema, enclosing)) {
      expand(addSchema(conjunction, schema, enclosing), [...subschemas, ...rest]);
    }
  };
  expand(
    { engine, node, schemas: [], checked: new Set() },
    node.schemas.map((schema) => ({ schema, enclosing: undefined })),
  );
  return found;
}

function addSchema(
  conjunction: Conjunction,
  schema: SchemaObject,
  enclosing: SchemaObject | undefined,
): Conjunction {
  const checked = new Set(conjunction.checked);
  if (needsValidator(conjunction.engine, schema)) {
    if (enclosing === undefined)
      throw new UnsupportedSchema(undefined, 'not', 'the schema is not part of the document');
    checked.add(enclosing);
  }
  return { ...conjunction, schemas: [...conjunction.schemas, schema], checked };
}

/**
 * Combines a schema with the subschemas that apply together with it: those of `allOf`, and one branch of each
 * disjunction.
 */
function combineBranches(
  engine: Engine,
  schema: SchemaObject,
  enclosing: SchemaObject | undefined,
): PendingSchema[][] {
  for (const keyword of unsupportedKeywords) {
    if (schema[keyword] !== undefined)
      throw new UnsupportedSchema(engine.pointerTo([schema]), keyword, 'the keyword is not supported');
  }
  const toPending = (schemas: readonly Schema[]) => schemas.map((inner) => ({ schema: inner, enclosing }));
  let combinations = [toPending(schema.allOf ?? [])];
  for (const disjunction of getDisjunctions(engine, schema)) {
    combinations = disjunction.flatMap((branch) =>
      combinations.map((combination) => [...combination, ...toPending(branch)]),
    );
    checkCount(engine, combinations, [schema]);
  }
  return combinations;
}

function checkCount(engine: Engine, combinations: readonly unknown[], schemas: readonly Schema[]): void {
  if (combinations.length <= MAX_CONJUNCTIONS) return;
  const reason = `the branches have more than ${MAX_CONJUNCTIONS} combinations`;
  throw new UnsupportedSchema(engine.pointerTo(schemas), 'anyOf', reason);
}
