import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { invalidValue, NoInvalidValue } from '../../../arbitraries/invalid/invalid-value.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { violateClause } from '../../../arbitraries/invalid/violate-clause.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { listNodes, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { createSchemaTree } from '../../../spec/json-schema/schema-tree.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { createRequestTree, createResponseTree } from '../../../spec/openapi/message-trees.ts';
import { findCustomerNode } from '../../../suites/polar/arbitraries/customers.ts';
import { createInlineSubject, createSubject, hasErrorAt, type MutationSubject } from './mutation-subject.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

let contract: Contract;
let request: SchemaNode;
let bodies: SchemaNode[];

beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  const [operation] = contract.operations;
  const root = operation && createRequestTree(contract, operation);
  if (operation === undefined || root === undefined) throw new Error('the contract has a request body');
  request = root;
  const responses = operation.responses.flatMap((response) =>
    response.content.map((media) => createResponseTree(contract, operation, response.status, media)),
  );
  bodies = [request, ...responses];
});

const listClauseIds = (root: SchemaNode): string[] =>
  listNodes(root).flatMap((node) => [...node.clauses.values()].map(({ id }) => id));

const listUnviolatedClauses = ({ root, context }: MutationSubject): string[] =>
  listClauseIds(root).filter((id) => violateClause(root, id, { count: 1 }, context).length === 0);

/** The component schemas of the document, each as the root of a tree. */
function listComponents(roots: readonly SchemaNode[]): SchemaNode[] {
  const named = roots
    .flatMap(listNodes)
    .filter(({ schemaPointer }) => /^#\/components\/schemas\/[^/]+$/.test(schemaPointer));
  const byPointer = new Map(named.map((node) => [node.schemaPointer, node]));
  return [...byPointer.values()].map(({ message, schema, schemaPointer }) =>
    createSchemaTree(message, schema, schemaPointer),
  );
}

describe('mutations for the contract', () => {
  it('violate every clause of the request and of the customer', () => {
    expect(listUnviolatedClauses(createSubject(request))).toEqual([]);
    expect(listUnviolatedClauses(createSubject(findCustomerNode(contract)))).toEqual([]);
  });

  it('violate a MUST clause in several ways, all of level MUST', () => {
    const { root, context } = createSubject(request);
    for (const id of listClauseIds(root).filter((clause) => /:(?:format|maxLength|anyOf)$/.test(clause))) {
      const found = violateClause(root, id, { count: 3 }, context);
      expect(found.map(({ level }) => level)).toEqual(['MUST', 'MUST', 'MUST']);
      expect(new Set(found.map(({ kind }) => kind)).size).toBe(3);
    }
  });

  it(`make ${VALUES} values of each schema invalid at the reported location`, () => {
    for (const subject of [...bodies, ...listComponents(bodies)].map(createSubject)) {
      const mutations = invalidValue(subject.root, subject.valid, subject.context);
      for (const { body, clauses, instancePointer } of fc.sample(mutations, { numRuns: VALUES, seed: 7 })) {
        expect(hasErrorAt(subject, body, instancePointer)).toBe(true);
        expect(clauses.length).toBeGreaterThan(0);
      }
    }
  }, 600_000);
});

describe('invalid values', () => {
  it('are the same for the same seed', () => {
    const draw = () => {
      const { root, context, valid } = createSubject(request);
      return fc.sample(invalidValue(root, valid, context), { numRuns: 50, seed: 11 });
    };
    expect(draw()).toEqual(draw());
  });

  it('shrink to the smallest valid value with the same mutation', () => {
    const { root, context } = createSubject(request);
    const base = fc.record(
      { customer_id: fc.uuid({ version: 4 }), external_member_id: fc.string(), return_url: fc.webUrl() },
      { requiredKeys: ['customer_id'], noNullPrototype: true },
    );
    const isAllowed = (mutation: Mutation) => mutation.keyword !== 'maxLength';
    const result = fc.check(fc.property(invalidValue(root, base, context), isAllowed), {
      numRuns: 5_000,
      seed: 3,
    });
    const [smallest] = result.counterexample ?? [];
    expect(smallest).toMatchObject({
      instancePointer: '/return_url',
      body: { return_url: expect.any(String) },
    });
    expect(Object.keys(smallest?.body ?? {})).toEqual(['customer_id', 'return_url']);
  });

  it('do not exist for a schema that accepts everything: the error names the schema', async () => {
    const { root, context, valid } = await createInlineSubject({ title: 'Anything' });
    expect(() => invalidValue(root, valid, context)).toThrow(NoInvalidValue);
    expect(() => invalidValue(root, valid, context)).toThrow('#/components/schemas/Subject');
  });
});
