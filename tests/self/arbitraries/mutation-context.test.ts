import { describe, expect, it } from 'vitest';
import { createMutationContext } from '../../../arbitraries/invalid/mutation-context.ts';
import type { ValidContext } from '../../../arbitraries/valid-context.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import { findChild } from '../../../spec/json-schema/schema-node.ts';
import { createRequestTree } from '../../../spec/openapi/message-trees.ts';
import { loadInlineContract } from './inline-contract.ts';

/** Samples the properties `a` and `b`, each in its own context with these values. */
async function sampleBoth(
  [a, b]: readonly [JsonObject, JsonObject],
  [valuesOfA, valuesOfB]: readonly [Partial<ValidContext>, Partial<ValidContext>] = [{}, {}],
  others: JsonObject = {},
): Promise<(readonly Json[])[]> {
  const { contract } = await loadInlineContract({
    Subject: { type: 'object', properties: { a, b } },
    ...others,
  });
  const [operation] = contract.operations;
  const root = operation && createRequestTree(contract, operation);
  return [['a', valuesOfA] as const, ['b', valuesOfB] as const].map(([name, values]) => {
    const node = root && findChild(root, 'properties', name);
    if (!root || !node) throw new Error(`the body has no property ${name}`);
    return createMutationContext(root, { contract, direction: 'request', ...values }).sample(node);
  });
}

const code = { type: 'string', minLength: 3, maxLength: 5 };

describe('samples', () => {
  it('are shared by equal schemas of several contexts', async () => {
    const [a, b] = await sampleBoth([code, code]);
    expect(a).not.toEqual([]);
    expect(b).toBe(a);
  });

  it('differ if the schemas or the options of the values do', async () => {
    const [a, longer] = await sampleBoth([code, { ...code, minLength: 4 }]);
    expect(longer).not.toEqual(a);
    const [plain, any] = await sampleBoth([code, code], [{ text: 'plain' }, { text: 'any' }]);
    expect(any).not.toEqual(plain);
  });

  it('are not shared by schemas with references', async () => {
    const list = { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/Code' } };
    const [a, b] = await sampleBoth([list, list], undefined, { Code: code });
    expect(b).toEqual(a);
    expect(b).not.toBe(a);
  });
});
