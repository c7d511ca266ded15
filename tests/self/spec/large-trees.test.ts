import { describe, expect, it } from 'vitest';
import type { Clause } from '../../../spec/clauses/clause.ts';
import { createOperationModel } from '../../../spec/clauses/operation-model.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import type { JsonObject } from '../../../spec/json.ts';
import { listNodes, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { MAX_NODES } from '../../../spec/json-schema/schema-tree.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';

const ref = (level: number): JsonObject => ({ $ref: `#/components/schemas/L${level}` });

type UseTwice = (next: JsonObject) => JsonObject;

/**
 * Creates a contract with a chain of schemas, each of which uses the next one twice, so that the tree doubles at each
 * level.
 */
async function createContract(levels: number, useTwice: UseTwice): Promise<Contract> {
  const schemas = Array.from({ length: levels }, (_, level) => [`L${level}`, useTwice(ref(level + 1))]);
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
      schemas: { ...Object.fromEntries(schemas), [`L${levels}`]: { type: 'string', minLength: 1 } },
    },
  };
  return loadContract({ file: 'doubling.json', text: JSON.stringify(document) });
}

const uses: readonly [keyword: string, useTwice: UseTwice][] = [
  ['anyOf', (next) => ({ anyOf: [{ properties: { a: next } }, { properties: { b: next } }] })],
  ['allOf', (next) => ({ allOf: [{ properties: { a: next } }, { properties: { b: next } }] })],
  ['properties', (next) => ({ properties: { a: next, b: next } })],
];

/** Creates the request tree and the clauses of the operation. */
async function createModel(levels: number, useTwice: UseTwice) {
  const contract = await createContract(levels, useTwice);
  const [operation] = contract.operations;
  const model = createOperationModel(
    contract,
    operation ?? expect.fail('the contract has no operation'),
    false,
  );
  return { clauses: model.clauses, root: model.request ?? expect.fail('the operation has no request body') };
}

const computeDepth = (node: SchemaNode): number => node.path.split(/[/@]/).length;

describe('a schema that doubles with each level', () => {
  it.each(uses)('through %s has a tree of at most MAX_NODES untruncated nodes', async (_, useTwice) => {
    const { root, clauses } = await createModel(25, useTwice);
    const nodes = listNodes(root);
    const complete = nodes.filter(({ isTruncated }) => !isTruncated);
    expect(complete).toHaveLength(MAX_NODES);
    expect(nodes.length).toBeLessThanOrEqual(3 * MAX_NODES);
    expect(clauses.length).toBeLessThan(10 * MAX_NODES);
    expect(
      nodes
        .filter(({ isTruncated }) => isTruncated)
        .every((node) => node.clauses.size + node.edges.length === 0),
    ).toBe(true);
    const truncated = new Set(nodes.filter(({ isTruncated }) => isTruncated).map(({ path }) => path));
    const getPath = ({ id }: Clause) => id.slice(id.indexOf('/') + 1, id.lastIndexOf(':'));
    expect(clauses.filter((clause) => truncated.has(getPath(clause)))).toEqual([]);
    const truncatedDepths = nodes.filter(({ isTruncated }) => isTruncated).map(computeDepth);
    expect(Math.max(...complete.map(computeDepth))).toBeLessThanOrEqual(Math.min(...truncatedDepths));
  });

  it('has one clause per message that reports the truncation', async () => {
    const [[, useTwice] = expect.fail('the table is empty')] = uses;
    const truncations = (await createModel(25, useTwice)).clauses.filter(({ id }) => id.endsWith(':places'));
    expect(truncations.map(({ id, level }) => [id, level])).toEqual([
      ['things:create/request:places', 'MUST'],
      ['things:create/201:places', 'MUST'],
    ]);
  });

  it('has a complete tree at ten levels', async () => {
    const [[, useTwice] = expect.fail('the table is empty')] = uses;
    const { root, clauses } = await createModel(10, useTwice);
    expect(listNodes(root).filter(({ isTruncated }) => isTruncated)).toEqual([]);
    expect(clauses.filter(({ id }) => id.endsWith(':places'))).toEqual([]);
    expect(listNodes(root).filter(({ name }) => name === 'L10')).toHaveLength(2 ** 10);
  });
});
