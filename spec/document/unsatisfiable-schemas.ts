import type { SchemaPointer } from '../json.ts';
import { findContradiction } from '../json-schema/find-contradiction.ts';
import { listSubschemas } from '../json-schema/keywords/subschemas.ts';
import type { Schema } from '../json-schema/schema.ts';
import type { Contract } from '../openapi/contract.ts';
import type { UnlocatedDefect } from './defect.ts';

/**
 * Finds the schemas of requests and responses that no value satisfies. Schemas that only contain one are not reported.
 */
export function* findUnsatisfiableSchemas(contract: Contract): Generator<UnlocatedDefect> {
  for (const { schema, pointer } of walkSchemas(contract)) {
    const reason = explain(schema);
    const isCause = !listSubschemas(schema).some((each) => explain(each.schema) !== undefined);
    if (reason !== undefined && isCause)
      yield { schemaPointer: pointer, description: `is a schema that no value satisfies: ${reason}` };
  }
}

const explain = (schema: Schema): string | undefined =>
  findContradiction(schema, 'request') ?? findContradiction(schema, 'response');

/** Yields each schema of the tree with the pointer of its definition, or else of the message that has it. */
function* walkSchemas({
  operations,
  pointerTo,
}: Contract): Generator<{ schema: Schema; pointer: SchemaPointer }> {
  const seen = new Set<Schema>();
  const roots = operations.flatMap(({ body, parameters, responses }) => [
    ...parameters,
    ...(body?.content ?? []),
    ...responses.flatMap(({ content, headers }) => [...content, ...headers]),
  ]);
  const stack = roots.map(({ schema, schemaPointer }) => ({ schema, pointer: schemaPointer })).reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { schema, pointer } = next;
    if (typeof schema === 'boolean' || seen.has(schema)) continue;
    seen.add(schema);
    yield next;
    for (const subschema of listSubschemas(schema))
      stack.push({ schema: subschema.schema, pointer: pointerTo(subschema.schema) ?? pointer });
  }
}
