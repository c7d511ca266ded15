import fc from 'fast-check';
import { invalidValue } from '../../../arbitraries/invalid/invalid-value.ts';
import { isValid } from '../../../arbitraries/invalid/is-valid.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../../arbitraries/invalid/mutation-context.ts';
import type { ValidContext } from '../../../arbitraries/valid-context.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import { listRequired } from '../../../spec/json-schema/schema.ts';
import { type Edge, findChild, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { memoize } from '../../../spec/memoize.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { isJsonMediaType } from '../../../spec/openapi/media-type.ts';
import { createResponseTree } from '../../../spec/openapi/message-trees.ts';
import { type Profile, profiles } from './profiles.ts';

/**
 * Finds the schema of `customer` in the success responses of the contract.
 * @throws {Error} if no response has a `customer`
 */
export function findCustomerNode(contract: Contract): SchemaNode {
  for (const operation of contract.operations) {
    for (const { status, content } of operation.responses.filter((response) =>
      response.status.startsWith('2'),
    )) {
      const media = content.find(({ type }) => isJsonMediaType(type));
      const body = media && createResponseTree(contract, operation, status, media);
      const node = body && findChild(body, 'properties', 'customer');
      if (node) return node;
    }
  }
  throw new Error('no success response of the contract has a `customer`');
}

/** An arbitrary of realistic, valid customers of every type, with and without null and optional properties. */
export function customers(contract: Contract): fc.Arbitrary<JsonObject> {
  return createCustomers(findCustomerNode(contract));
}

/** An arbitrary of realistic customers with one mutation each. */
export function invalidCustomers(contract: Contract): fc.Arbitrary<Mutation> {
  const node = findCustomerNode(contract);
  const context = getContext(contract);
  return invalidValue(node, createCustomers(node), createMutationContext(node, context));
}

const getContext = memoize((contract: Contract): ValidContext => ({ contract, direction: 'response' }));

function createCustomers(node: SchemaNode): fc.Arbitrary<JsonObject> {
  const branches = listBranches(node);
  return fc.oneof(...branches.map(createBranchCustomers)).filter((customer) => isValid(node, customer));
}

/** Returns the object schemas of a union, including those of nested unions. */
function listBranches(node: SchemaNode): SchemaNode[] {
  const branches = node.edges.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  return branches.length > 0 ? branches.flatMap((edge) => listBranches(edge.node)) : [node];
}

const isTeam = ({ tag, name }: SchemaNode): boolean =>
  (tag?.values ?? [name]).some((value) => /team/i.test(value));

/**
 * A property of a customer. Its value comes from a profile. It is generated from the schema if no profile has the
 * property, or if the schema rejects values of the profiles.
 */
interface Property {
  name: string;
  node: SchemaNode;
  isRequired: boolean;
  isNullable: boolean;
  generated?: fc.Arbitrary<Json>;
}

function createBranchCustomers(node: SchemaNode): fc.Arbitrary<JsonObject> {
  const profile = profiles(isTeam(node) ? 'team' : 'individual');
  const examples = fc.sample(profile, { numRuns: 100, seed: 1 });
  const properties = node.edges
    .filter(({ keyword }) => keyword === 'properties')
    .map((edge) => createProperty(node, edge, examples));
  const values = properties.map(({ generated }) => fc.tuple(generated ?? fc.constant(undefined), fc.nat(3)));
  return fc
    .tuple(profile, ...values)
    .map(([own, ...drawn]) =>
      Object.fromEntries(
        properties.flatMap((property, index) => createEntry(property, own, drawn[index] ?? [undefined, 0])),
      ),
    );
}

function createProperty(parent: SchemaNode, { key, node }: Edge, examples: readonly Profile[]): Property {
  const name = String(key);
  const { schema, message } = parent;
  const isKnown = examples.some((example) => example[name] !== undefined);
  const isRealistic = examples.every((example) => isValid(node, example[name] ?? null));
  return {
    name,
    node,
    isRequired: isObject(schema) && listRequired(schema, message.direction).includes(name),
    isNullable: isValid(node, null),
    ...(!(isKnown && isRealistic) && { generated: validValue(node.schema, getContext(message.contract)) }),
  };
}

/**
 * Returns the property with its value, or nothing. An optional property is absent in a quarter of all cases; a nullable
 * one is null in a quarter.
 */
function createEntry(
  { name, node, isRequired, isNullable, generated }: Property,
  profile: Profile,
  [generatedValue, choice]: [Json | undefined, number],
): [string, Json][] {
  if (!isRequired && choice === 0) return [];
  if (isNullable && choice === 1) return [[name, null]];
  const realistic = profile[name];
  const fallback = generated ? generatedValue : null;
  const value = realistic !== undefined && isValid(node, realistic) ? realistic : fallback;
  return value === undefined ? [] : [[name, value]];
}
