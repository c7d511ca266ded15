import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { invalid, NoInvalidValue } from '../../../arbitraries/invalid/invalid.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { violationsOfClause } from '../../../arbitraries/invalid/of-clause.ts';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { createSchemaTree, listNodes, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { requestNode, responseNode } from '../../../spec/openapi/message-schemas.ts';
import { customerNode } from '../../../suites/polar/arbitraries/customers.ts';
import { inlineSubject, type Subject, subjectOf } from './violations-subject.ts';

const VALUES = Number(process.env.CONFORMANCE_SELF_VALUES ?? 100);

let contract: Contract;
let request: SchemaNode;
let bodies: SchemaNode[];

beforeAll(async () => {
  contract = await loadContract({ file: 'spec/openapi.yaml', overlay: 'spec/overlay.yaml' });
  const [operation] = contract.operations;
  const root = operation && requestNode(contract, operation);
  if (operation === undefined || root === undefined) throw new Error('the contract has a request body');
  request = root;
  const answers = operation.responses.flatMap((response) =>
    response.content.map((media) => responseNode(contract, operation, response.status, media)),
  );
  bodies = [request, ...answers];
});

const clausesOf = (root: SchemaNode): string[] =>
  listNodes(root).flatMap((node) => [...node.clauses.values()].map(({ id }) => id));

const unviolated = ({ root, context }: Subject): string[] =>
  clausesOf(root).filter((id) => violationsOfClause(root, id, { count: 1 }, context).length === 0);

/** The document's named schemas, each as if it were a message. */
function components(roots: readonly SchemaNode[]): SchemaNode[] {
  const named = roots
    .flatMap(listNodes)
    .filter(({ schemaPointer }) => /^#\/components\/schemas\/[^/]+$/.test(schemaPointer));
  const byPlace = new Map(named.map((node) => [node.schemaPointer, node]));
  return [...byPlace.values()].map(({ message, schema, schemaPointer }) =>
    createSchemaTree(message, schema, schemaPointer),
  );
}

describe('the contract', () => {
  it('has no clause of its request or its customers that cannot be violated alone', () => {
    expect(unviolated(subjectOf(request))).toEqual([]);
    expect(unviolated(subjectOf(customerNode(contract)))).toEqual([]);
  });

  it('has several ways to violate its binding clauses, each of its own kind, binding as well', () => {
    const { root, context } = subjectOf(request);
    for (const id of clausesOf(root).filter((one) => /:(?:format|maxLength|anyOf)$/.test(one))) {
      const found = violationsOfClause(root, id, { count: 3 }, context);
      expect(found.map(({ level }) => level)).toEqual(['MUST', 'MUST', 'MUST']);
      expect(new Set(found.map(({ kind }) => kind)).size).toBe(3);
    }
  });

  it(`finds ${VALUES} invalid values of each schema invalid, at the named place`, () => {
    for (const { root, context, valid } of [...bodies, ...components(bodies)].map(subjectOf)) {
      for (const { body, clauses, where } of fc.sample(invalid(root, valid, context), {
        numRuns: VALUES,
        seed: 7,
      })) {
        const places = context.validate(body).map((error) => error.instancePointer);
        expect(places.some((place) => place === where || where.startsWith(`${place}/`))).toBe(true);
        expect(clauses.length).toBeGreaterThan(0);
      }
    }
  }, 600_000);
});

describe('invalid values', () => {
  it('are the same for the same seed', () => {
    const draw = () => {
      const { root, context, valid } = subjectOf(request);
      return fc.sample(invalid(root, valid, context), { numRuns: 50, seed: 11 });
    };
    expect(draw()).toEqual(draw());
  });

  it('shrink to the least valid value with the same violation', () => {
    const { root, context } = subjectOf(request);
    const base = fc.record(
      { customer_id: fc.uuid({ version: 4 }), external_member_id: fc.string(), return_url: fc.webUrl() },
      { requiredKeys: ['customer_id'], noNullPrototype: true },
    );
    const isFine = (mutation: Mutation) => mutation.keyword !== 'maxLength';
    const outcome = fc.check(fc.property(invalid(root, base, context), isFine), { numRuns: 5_000, seed: 3 });
    const [least] = outcome.counterexample ?? [];
    expect(least).toMatchObject({ where: '/return_url', body: { return_url: expect.any(String) } });
    expect(Object.keys(least?.body ?? {})).toEqual(['customer_id', 'return_url']);
  });

  it('of a schema that takes everything are refused with its place', async () => {
    const { root, context, valid } = await inlineSubject({ title: 'Anything' });
    expect(() => invalid(root, valid, context)).toThrow(NoInvalidValue);
    expect(() => invalid(root, valid, context)).toThrow('#/components/schemas/Subject');
  });
});
