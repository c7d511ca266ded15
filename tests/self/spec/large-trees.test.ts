import { describe, expect, it } from 'vitest';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { listNodes, MAX_NODES, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

const ref = (level: number): JsonObject => ({ $ref: `#/components/schemas/L${level}` });

/** So many schemas, each of which uses the next one twice in this way: their tree doubles with each. */
async function doubling(levels: number, twice: (next: JsonObject) => JsonObject): Promise<Contract> {
  const rows = Array.from({ length: levels }, (_, level) => [`L${level}`, twice(ref(level + 1))]);
  const content = { 'application/json': { schema: ref(0) } };
  const post = {
    operationId: 'things:create',
    requestBody: { required: true, content },
    responses: { 201: { description: 'Created', content } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Doubling', version: '1.0.0' },
    paths: { '/things': { post } },
    components: {
      schemas: { ...Object.fromEntries(rows), [`L${levels}`]: { type: 'string', minLength: 1 } },
    },
  };
  return loadContract({ file: 'doubling.json', text: JSON.stringify(document) });
}

const ways: readonly [keyword: string, twice: (next: JsonObject) => JsonObject][] = [
  ['anyOf', (next) => ({ anyOf: [{ properties: { a: next } }, { properties: { b: next } }] })],
  ['allOf', (next) => ({ allOf: [{ properties: { a: next } }, { properties: { b: next } }] })],
  ['properties', (next) => ({ properties: { a: next, b: next } })],
];

/** The trees and clauses of the one operation. */
async function subjectWith(levels: number, twice: (typeof ways)[number][1]) {
  const contract = await doubling(levels, twice);
  const [operation] = contract.operations;
  const subject = createOperationModel(contract, operation ?? expect.fail('there is an operation'), false);
  return { ...subject, clauses: subject.clauses, root: subject.request ?? expect.fail('it has a request') };
}

const depthOf = (node: SchemaNode): number => node.path.split(/[/@]/).length;

describe('a schema that doubles with each level', () => {
  it.each(ways)('has no more than so many places of its own, through %s', async (_, twice) => {
    const { root, clauses } = await subjectWith(25, twice);
    const nodes = listNodes(root);
    const whole = nodes.filter(({ isTruncated }) => !isTruncated);
    expect(whole).toHaveLength(MAX_NODES);
    expect(nodes.length).toBeLessThanOrEqual(3 * MAX_NODES);
    expect(clauses.length).toBeLessThan(10 * MAX_NODES);
    expect(
      nodes
        .filter(({ isTruncated }) => isTruncated)
        .every((node) => node.clauses.size + node.edges.length === 0),
    ).toBe(true);
    const shallow = nodes.filter(({ isTruncated }) => isTruncated).map(depthOf);
    expect(Math.max(...whole.map(depthOf))).toBeLessThanOrEqual(Math.min(...shallow));
  });

  it('is told to have been cut, once a message, and nothing else of it is', async () => {
    const [[, twice] = expect.fail('there is a way')] = ways;
    const cut = (await subjectWith(25, twice)).clauses.filter(({ id }) => id.endsWith(':places'));
    expect(cut.map(({ id, level }) => [id, level])).toEqual([
      ['things:create/request:places', 'MUST'],
      ['things:create/201:places', 'MUST'],
    ]);
  });

  it('is taken apart to its last place, where it is nested ten times', async () => {
    const [[, twice] = expect.fail('there is a way')] = ways;
    const { root, clauses } = await subjectWith(10, twice);
    expect(listNodes(root).filter(({ isTruncated }) => isTruncated)).toEqual([]);
    expect(clauses.filter(({ id }) => id.endsWith(':places'))).toEqual([]);
    expect(listNodes(root).filter(({ name }) => name === 'L10')).toHaveLength(2 ** 10);
  });
});
