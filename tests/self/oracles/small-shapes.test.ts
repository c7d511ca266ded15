import { expect, it } from 'vitest';
import { judgeShape } from '../../../oracles/judge-shape.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { createDocument, loadDocument } from '../spec/create-document.ts';

/** The clauses of a response body with this schema that pass and fail for a body, without `a/200`. */
async function judge(
  schema: JsonObject,
  body: Json,
  schemas: JsonObject = {},
): Promise<{ passed: string[]; failed: string[] }> {
  const contract = await loadDocument(createDocument({ A: schema, ...schemas }));
  const [operation] = contract.operations;
  const root = operation && createOperationModel(contract, operation, false).responses.get('200');
  if (!root) throw new Error('the document has no response body');
  const observations = judgeShape(root, body).map(({ clause, failure }) => ({
    ...{ clause: clause.slice('a/200'.length), hasFailed: failure !== undefined },
  }));
  const select = (hasFailed: boolean) =>
    observations.filter((each) => each.hasFailed === hasFailed).map(({ clause }) => clause);
  return { passed: select(false), failed: select(true) };
}

const tuple: JsonObject = {
  type: 'array',
  prefixItems: [{ type: 'string' }],
  items: { type: 'integer' },
};
const recording: JsonObject = {
  if: { properties: { medium: { const: 'paper' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['pages'] },
  else: { required: ['minutes'] },
};
const labels: JsonObject = {
  patternProperties: { '^x_': { type: 'integer' } },
  additionalProperties: { type: 'string' },
};
const payment: JsonObject = { dependentSchemas: { amount: { required: ['currency'] } } };
const vehicle: JsonObject = {
  oneOf: [{ $ref: '#/components/schemas/Car' }, { $ref: '#/components/schemas/Bike' }],
  discriminator: { propertyName: 'kind' },
};
const vehicles: JsonObject = {
  Car: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
  Bike: { type: 'object', required: ['kind'], properties: { gears: { type: 'integer' } } },
};

it.each<[string, JsonObject, Json, string[]]>([
  ['the first item of a tuple', tuple, [1, 2], ['/0:type']],
  ['an item after the tuple', tuple, ['a', 'b'], ['/-:type']],
  ['what `then` requires', recording, { medium: 'paper' }, ['@then/pages:required']],
  ['what `else` requires', recording, { medium: 'tape' }, ['@else/minutes:required']],
  ['what the presence of a property requires', payment, { amount: 1 }, ['@with-amount/currency:required']],
  ['the range of an integer format', { type: 'integer', format: 'int32' }, 2 ** 31, [':format']],
  ['the range of a number format', { type: 'number', format: 'int32' }, 2 ** 31, [':format']],
  ['a format of strings', { type: 'string', format: 'uuid' }, 'x', [':format']],
  ['a property whose name matches a pattern', labels, { x_a: 'b' }, ['/+0:type']],
  ['a property whose name matches none', labels, { a: 1 }, ['/+:type']],
  ['a value that two schemas of `oneOf` accept, whatever its tag', vehicle, { kind: 'Car' }, [':oneOf']],
])('the clause fails that describes %s', async (_, schema, body, failed) => {
  expect((await judge(schema, body, vehicles)).failed).toEqual(failed);
});

it('what an absent property would require has no evidence', async () => {
  expect((await judge(payment, { currency: 'EUR' })).passed).toEqual([':schema']);
});

it('a property that a pattern describes is no evidence for `additionalProperties`', async () => {
  expect((await judge(labels, { x_a: 1 })).passed).toEqual(['/+0:type', ':schema']);
});
