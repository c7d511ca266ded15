import fc from 'fast-check';
import type { ValidContext } from '../../../arbitraries/context.ts';
import { violationContext } from '../../../arbitraries/invalid/context.ts';
import { fits } from '../../../arbitraries/invalid/fits.ts';
import { invalid } from '../../../arbitraries/invalid/invalid.ts';
import type { Mutation } from '../../../arbitraries/invalid/mutation.ts';
import { valid } from '../../../arbitraries/valid.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import { requiredOf } from '../../../spec/json-schema/schema.ts';
import { type Edge, findChild, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { memoize } from '../../../spec/memoize.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { isJson, responseNode } from '../../../spec/openapi/message-schemas.ts';
import { type Profile, profiles } from './profile.ts';

/**
 * The customer of the contract: what its answers hold under `customer`.
 * @throws {Error} where no answer holds one
 */
export function customerNode(contract: Contract): SchemaNode {
  for (const operation of contract.operations) {
    for (const { status, content } of operation.responses.filter((response) =>
      response.status.startsWith('2'),
    )) {
      const media = content.find(({ type }) => isJson(type));
      const body = media && responseNode(contract, operation, status, media);
      const node = body && findChild(body, 'properties', 'customer');
      if (node) return node;
    }
  }
  throw new Error('no answer of the contract holds a `customer`');
}

/** Realistic customers, valid by the contract: every kind of customer, every nullable both ways, optionals absent or present. */
export function customers(contract: Contract): fc.Arbitrary<JsonObject> {
  return customersOf(customerNode(contract));
}

/** Realistic customers, each with one violation whose clause and place are known. */
export function invalidCustomers(contract: Contract): fc.Arbitrary<Mutation> {
  const node = customerNode(contract);
  const context = contextFor(contract);
  return invalid(
    node,
    customersOf(node),
    violationContext(node, (part) => valid(part.schema, context)),
  );
}

const contextFor = memoize((contract: Contract): ValidContext => ({ contract, direction: 'response' }));

function customersOf(node: SchemaNode): fc.Arbitrary<JsonObject> {
  const branches = kindsOf(node);
  return fc.oneof(...branches.map(payloads)).filter((customer) => fits(node, customer));
}

/** The object schemas between which the customer chooses. */
function kindsOf(node: SchemaNode): SchemaNode[] {
  const branches = node.edges.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  return branches.length > 0 ? branches.flatMap((edge) => kindsOf(edge.node)) : [node];
}

const isTeam = ({ tag, name }: SchemaNode): boolean =>
  (tag?.values ?? [name]).some((value) => /team/i.test(value));

/** What may stand at a property: taken from a profile, or made by its schema where a profile has nothing that fits. */
interface Property {
  name: string;
  node: SchemaNode;
  isRequired: boolean;
  isNullable: boolean;
  made?: fc.Arbitrary<Json>;
}

function payloads(node: SchemaNode): fc.Arbitrary<JsonObject> {
  const profile = profiles(isTeam(node) ? 'team' : 'individual');
  const examples = fc.sample(profile, { numRuns: 100, seed: 1 });
  const properties = node.edges
    .filter(({ keyword }) => keyword === 'properties')
    .map((edge) => property(node, edge, examples));
  const values = properties.map((one) => fc.tuple(one.made ?? fc.constant(undefined), fc.nat(3)));
  return fc
    .tuple(profile, ...values)
    .map(([own, ...drawn]) =>
      Object.fromEntries(properties.flatMap((one, index) => entry(one, own, drawn[index] ?? [undefined, 0]))),
    );
}

function property(holder: SchemaNode, { key, node }: Edge, examples: readonly Profile[]): Property {
  const name = String(key);
  const { schema, message } = holder;
  const isNullable = fits(node, null);
  const isKnown = examples.some((example) => example[name] !== undefined);
  const isRealistic = examples.every((example) => fits(node, example[name] ?? null));
  return {
    name,
    node,
    isRequired: isObject(schema) && requiredOf(schema, message.direction).includes(name),
    isNullable,
    ...(!(isKnown && isRealistic) && { made: valid(node.schema, contextFor(message.contract)) }),
  };
}

/** Of four: once absent where that is allowed, once null. */
function entry(
  { name, node, isRequired, isNullable, made }: Property,
  profile: Profile,
  [other, choice]: [Json | undefined, number],
): [string, Json][] {
  if (!isRequired && choice === 0) return [];
  if (isNullable && choice === 1) return [[name, null]];
  const own = profile[name];
  const value = own !== undefined && fits(node, own) ? own : made ? other : null;
  return value === undefined ? [] : [[name, value]];
}
