import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { absent, type ValidContext } from '../../../arbitraries/valid-context.ts';
import { validMessage } from '../../../arbitraries/valid-message.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { serializeRequest } from '../../../http/serialize/serialize-request.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import type { Direction, Schema } from '../../../spec/json-schema/schema.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

/** Number of values for each schema. Set the variable to 10,000 for a thorough run. */
const RUNS = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
});

const operation = () => {
  const [first] = contract.operations;
  if (first === undefined) throw new Error('the document has no operation');
  return first;
};
const sample = (schema: Schema, context: Omit<ValidContext, 'contract'>, numRuns = RUNS): Json[] =>
  fc.sample(validValue(schema, { contract, ...context }), { numRuns, seed: 42 });

const isJsonObject = (value: Json): value is JsonObject => isObject(value);

/** Every schema of a request or response body and its subschemas, by pointer. */
function listSchemas(): Map<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const pointer = contract.pointerTo(value as Schema); // undefined if the value is not a schema
    if (pointer !== undefined && found.has(pointer)) return;
    if (pointer !== undefined) found.set(pointer, value as Schema);
    for (const inner of Object.values(value)) visit(inner);
  };
  for (const { body, responses } of contract.operations) {
    for (const { schema } of [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)])
      visit(schema);
  }
  return found;
}

describe('validValue of the published contract', () => {
  it.each<Direction>(['request', 'response'])('satisfies every schema of a %s', (direction) => {
    const schemas = listSchemas();
    expect(schemas.size).toBeGreaterThan(50);
    for (const [pointer, schema] of schemas) {
      const validate = contract.getValidator(pointer as `#${string}`, direction);
      for (const value of sample(schema, { direction })) expect(validate(value), pointer).toEqual([]);
    }
  });

  it('generates every branch, optional property and null of the request', () => {
    const body = operation().body?.content[0]?.schema ?? false;
    const objects = sample(body, { direction: 'request' }, 1000).filter(isJsonObject);
    for (const name of [
      'customer_id',
      'external_customer_id',
      'member_id',
      'external_member_id',
      'return_url',
    ]) {
      expect(
        objects.some((value) => name in value),
        name,
      ).toBe(true);
      expect(
        objects.some((value) => !(name in value)),
        name,
      ).toBe(true);
    }
    for (const name of ['member_id', 'external_member_id', 'return_url']) {
      expect(
        objects.some((value) => value[name] === null),
        name,
      ).toBe(true);
    }
  });

  it('generates return URLs with every component, up to the maximum length, that browsers parse', () => {
    const body = operation().body?.content[0]?.schema ?? false;
    const urls = sample(body, { direction: 'request' }, 3000)
      .map((value) => (isJsonObject(value) ? value.return_url : null))
      .filter((url): url is string => typeof url === 'string');
    for (const url of urls) expect(new URL(url).href.length).toBeLessThanOrEqual(2083);
    const has = (test: (url: URL) => boolean) => urls.some((url) => test(new URL(url)));
    expect(urls.some((url) => url.length === 2083)).toBe(true);
    expect(
      has(({ port }) => port !== '') && has(({ search }) => search !== '') && has(({ hash }) => hash !== ''),
    ).toBe(true);
    expect(has(({ username }) => username !== '') && has(({ hostname }) => hostname.includes('xn--'))).toBe(
      true,
    );
    expect(has(({ hostname }) => hostname.startsWith('['))).toBe(true);
  });

  it('respects fixed values, and skips branches that contradict them', () => {
    const id = '992fae2a-2a17-4b7a-8d9e-e287cf90131b';
    const body = operation().body?.content[0]?.schema ?? false;
    const fixedValues = new Map([
      ['/customer_id', [id]],
      ['/external_customer_id', [absent]],
      ['/member_id', [null, absent]],
    ] as const);
    const values = sample(body, { direction: 'request', fixedValues }).filter(isJsonObject);
    expect(values).toHaveLength(RUNS);
    for (const value of values) {
      expect(value.customer_id).toBe(id);
      expect('external_customer_id' in value).toBe(false);
      expect([null, undefined]).toContain(value.member_id);
    }
    const without = new Map([['/customer_id', [absent]]] as const);
    for (const value of sample(body, { direction: 'request', fixedValues: without })) {
      expect(isJsonObject(value) && 'external_customer_id' in value && !('customer_id' in value)).toBe(true);
    }
  });

  it('generates control characters only with the option text: any', () => {
    const hasControl = (value: Json) => /[\u0000-\u001f\u007f\ufffe]/.test(String(value));
    expect(sample({ type: 'string' }, { direction: 'request' }, 2000).some(hasControl)).toBe(false);
    expect(sample({ type: 'string' }, { direction: 'request', text: 'any' }, 2000).some(hasControl)).toBe(
      true,
    );
  });
});

describe('validMessage', () => {
  it('is serialized with its body as JSON', () => {
    const messages = fc.sample(validMessage(operation(), { contract, direction: 'request' }), {
      numRuns: 50,
      seed: 1,
    });
    for (const message of messages) {
      const request = serializeRequest(operation(), message);
      expect(request).toMatchObject({
        ...{ method: 'POST', path: '/v1/customer-sessions/', body: { json: message.body } },
        ...{ credentials: 'access' },
      });
      expect(request.headers).toEqual([
        ['Accept', 'application/json'],
        ['Content-Type', 'application/json'],
      ]);
    }
  });
});
