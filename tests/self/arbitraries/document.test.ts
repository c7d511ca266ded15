import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { absent, type ValidContext } from '../../../arbitraries/context.ts';
import { validRequest } from '../../../arbitraries/request.ts';
import { valid } from '../../../arbitraries/valid.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import type { Direction, Schema } from '../../../spec/json-schema/schema.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

/** How many values of each schema: 10,000 show what a few hundred suggest. */
const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

let contract: Contract;
beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
});

const operation = () => {
  const [first] = contract.operations;
  if (first === undefined) throw new Error('the document has an operation');
  return first;
};
const sample = (schema: Schema, context: Omit<ValidContext, 'contract'>, numRuns = VALUES): Json[] =>
  fc.sample(valid(schema, { contract, ...context }), { numRuns, seed: 42 });

const isJsonObject = (value: Json): value is JsonObject => isObject(value);

/** Every schema that a message is described by, components first met below them included. */
function everySchema(): Map<string, Schema> {
  const found = new Map<string, Schema>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const place = contract.pointerTo(value as Schema); // asked of anything; only schemas have an answer
    if (place !== undefined && found.has(place)) return;
    if (place !== undefined) found.set(place, value as Schema);
    for (const inner of Object.values(value)) visit(inner);
  };
  for (const { body, responses } of contract.operations) {
    for (const { schema } of [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)])
      visit(schema);
  }
  return found;
}

describe('valid values of the published document', () => {
  it.each<Direction>(['request', 'response'])('fit every schema as a %s', (direction) => {
    const schemas = everySchema();
    expect(schemas.size).toBeGreaterThan(50);
    for (const [place, schema] of schemas) {
      const validate = contract.validator(place as `#${string}`, direction);
      for (const value of sample(schema, { direction })) expect(validate(value), place).toEqual([]);
    }
  });

  it('take every branch, every optional property and null of the request', () => {
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

  it('have return addresses of every shape, up to the greatest length, that browsers read', () => {
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

  it('hold what is pinned, and leave out the branches that cannot', () => {
    const id = '992fae2a-2a17-4b7a-8d9e-e287cf90131b';
    const body = operation().body?.content[0]?.schema ?? false;
    const pins = new Map([
      ['/customer_id', [id]],
      ['/external_customer_id', [absent]],
      ['/member_id', [null, absent]],
    ] as const);
    const values = sample(body, { direction: 'request', pins }).filter(isJsonObject);
    expect(values).toHaveLength(VALUES);
    for (const value of values) {
      expect(value.customer_id).toBe(id);
      expect('external_customer_id' in value).toBe(false);
      expect([null, undefined]).toContain(value.member_id);
    }
    const without = new Map([['/customer_id', [absent]]] as const);
    for (const value of sample(body, { direction: 'request', pins: without })) {
      expect(isJsonObject(value) && 'external_customer_id' in value && !('customer_id' in value)).toBe(true);
    }
  });

  it('keep control characters out of plain text, and let them into any text', () => {
    const control = (value: Json) => /[\u0000-\u001f\u007f\ufffe]/.test(String(value));
    expect(sample({ type: 'string' }, { direction: 'request' }, 2000).some(control)).toBe(false);
    expect(sample({ type: 'string' }, { direction: 'request', text: 'any' }, 2000).some(control)).toBe(true);
  });

  it('make requests with the body of the operation', () => {
    const requests = fc.sample(validRequest(operation(), { contract, direction: 'request' }), {
      numRuns: 50,
      seed: 1,
    });
    for (const { request, body } of requests) {
      expect(request).toMatchObject({ method: 'POST', path: '/v1/customer-sessions/', body: { json: body } });
      expect(request.headers).toEqual([['content-type', 'application/json']]);
    }
  });
});
