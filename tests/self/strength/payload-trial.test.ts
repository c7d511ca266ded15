import { expect, it } from 'vitest';
import type { JsonObject } from '../../../spec/json.ts';
import { type ClauseTrialResult, tryPayloads } from '../../strength/payload-trial.ts';
import { loadDocument } from '../spec/create-document.ts';

const object = (properties: JsonObject): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

/** Tries the payloads of a webhook whose payload has a value of this schema. Returns the results by clause. */
async function listResults(value: JsonObject): Promise<Record<string, ClauseTrialResult>> {
  const schema = object({ value });
  const webhook = { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } };
  const contract = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'A', version: '1' },
    webhooks: { a: webhook },
  });
  const [operation = expect.fail('the document has a webhook')] = contract.webhooks;
  const { valid, blamed, clauses } = tryPayloads(contract, operation);
  expect(valid).toBeGreaterThan(0);
  expect(blamed).toEqual([]);
  return Object.fromEntries(
    clauses.map(({ clause, result }) => [clause.replace('webhook:a/request/value', ''), result]),
  );
}

it('violations in a branch of a union are reported by the clause itself', async () => {
  const results = await listResults({
    oneOf: [
      object({ kind: { const: 'a' }, size: { type: 'integer' } }),
      object({ kind: { const: 'b' }, text: { type: 'string', minLength: 1 } }),
    ],
  });
  expect(results).toMatchObject({
    '@object/size:type': 'own',
    '@object/size:required': 'own',
    '@object-2/text:minLength': 'own',
    ':oneOf': 'own',
    '@object:type': 'equivalent',
  });
});

it('a branch whose values another branch of the `oneOf` accepts too cannot be reached', async () => {
  const base = { size: { type: 'integer' } };
  const results = await listResults({ oneOf: [object(base), object({ ...base, text: { type: 'string' } })] });
  expect(results).toMatchObject({ '@object/size:type': 'own', '@object-2/text:type': 'unreachable branch' });
});

it('a violation that another branch of an `anyOf` accepts is none', async () => {
  const results = await listResults({ anyOf: [{ type: 'string' }, { type: 'string', format: 'date' }] });
  expect(results).toMatchObject({ '@string-2:format': 'accepted by another branch' });
});

it('a format that the suite does not know is not judged', async () => {
  expect(await listResults({ type: 'string', format: 'shoe-size' })).toMatchObject({
    ':format': 'unsupported',
  });
});
