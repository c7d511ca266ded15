import type fc from 'fast-check';
import type { MutationContext } from '../../../arbitraries/invalid/mutation.ts';
import { createMutationContext } from '../../../arbitraries/invalid/mutation-context.ts';
import type { ValidContext } from '../../../arbitraries/valid-context.ts';
import { validValue } from '../../../arbitraries/valid-value.ts';
import type { InstancePointer, Json, JsonObject } from '../../../spec/json.ts';
import type { Schema } from '../../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import { createSchemaTree } from '../../../spec/json-schema/schema-tree.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { createRequestTree } from '../../../spec/openapi/message-trees.ts';
import { loadInlineContract } from './inline-contract.ts';

/** A schema with everything that mutations of its values need. */
export interface MutationSubject {
  root: SchemaNode;
  context: MutationContext;
  valid: fc.Arbitrary<Json>;
}

export function createSubject(root: SchemaNode): MutationSubject {
  const { contract, direction } = root.message;
  const values: ValidContext = { contract, direction };
  return { root, context: createMutationContext(root, values), valid: validValue(root.schema, values) };
}

const cache = new Map<string, Promise<MutationSubject>>();

/** The request body of an inline document with the schema `Subject` and the schemas to which it refers. Cached. */
export function createInlineSubject(schema: JsonObject, others: JsonObject = {}): Promise<MutationSubject> {
  const key = JSON.stringify([schema, others]);
  const subject = cache.get(key) ?? createRequestSubject({ Subject: schema, ...others });
  cache.set(key, subject);
  return subject;
}

async function createRequestSubject(schemas: JsonObject): Promise<MutationSubject> {
  const { contract } = await loadInlineContract(schemas);
  const [operation] = contract.operations;
  const root = operation && createRequestTree(contract, operation);
  if (root === undefined) throw new Error('the inline document has a body');
  return createSubject(root);
}

/** Creates one subject per schema from a single inline document. */
export async function createInlineSubjects(schemas: readonly JsonObject[]): Promise<MutationSubject[]> {
  const names = schemas.map((_, index) => `S${index}`);
  const all = Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema]));
  const Subject = {
    type: 'array',
    prefixItems: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
  };
  const { contract, schema } = await loadInlineContract({ Subject, ...all });
  const items = typeof schema === 'object' ? (schema.prefixItems ?? []) : [];
  return items.map((item, index) => createComponentSubject(contract, `S${index}`, item));
}

function createComponentSubject(contract: Contract, name: string, schema: Schema): MutationSubject {
  const message = {
    ...{ operation: 'schemas', root: name, contract },
    direction: 'request',
    family: 'invalid requests',
  } as const;
  return createSubject(createSchemaTree(message, schema, `#/components/schemas/${name}`));
}

/** Whether a validation error of the value is located at the pointer or at one of its parents. */
export function hasErrorAt({ context }: MutationSubject, value: unknown, pointer: InstancePointer): boolean {
  return context
    .validate(value)
    .some((error) => error.instancePointer === pointer || pointer.startsWith(`${error.instancePointer}/`));
}
