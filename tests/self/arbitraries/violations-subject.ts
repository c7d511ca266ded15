import type fc from 'fast-check';
import type { ValidContext } from '../../../arbitraries/context.ts';
import { violationContext } from '../../../arbitraries/invalid/context.ts';
import type { Context } from '../../../arbitraries/invalid/mutation.ts';
import { valid } from '../../../arbitraries/valid.ts';
import type { Json, JsonObject } from '../../../spec/json.ts';
import type { Schema } from '../../../spec/json-schema/schema.ts';
import { createSchemaTree, type SchemaNode } from '../../../spec/json-schema/schema-node.ts';
import type { Contract } from '../../../spec/openapi/contract.ts';
import { requestNode } from '../../../spec/openapi/message-schemas.ts';
import { contractOf } from './inline-contract.ts';

/** A schema with what is needed to violate it. */
export interface Subject {
  root: SchemaNode;
  context: Context;
  valid: fc.Arbitrary<Json>;
}

export function subjectOf(root: SchemaNode): Subject {
  const { contract, direction } = root.message;
  const options: ValidContext = { contract, direction };
  const of = ({ schema }: SchemaNode) => valid(schema, options);
  return { root, context: violationContext(root, of), valid: of(root) };
}

const loaded = new Map<string, Promise<Subject>>();

/** The request body of an inline document: `Subject`, beside the schemas that it refers to. Each document is loaded once. */
export function inlineSubject(schema: JsonObject, others: JsonObject = {}): Promise<Subject> {
  const key = JSON.stringify([schema, others]);
  const subject = loaded.get(key) ?? load({ Subject: schema, ...others });
  loaded.set(key, subject);
  return subject;
}

async function load(schemas: JsonObject): Promise<Subject> {
  const { contract } = await contractOf(schemas);
  const [operation] = contract.operations;
  const root = operation && requestNode(contract, operation);
  if (root === undefined) throw new Error('the inline document has a body');
  return subjectOf(root);
}

/** Many schemas of one inline document, which is loaded once. */
export async function inlineSubjects(schemas: readonly JsonObject[]): Promise<Subject[]> {
  const names = schemas.map((_, index) => `S${index}`);
  const all = Object.fromEntries(schemas.map((schema, index) => [`S${index}`, schema]));
  const Subject = {
    type: 'array',
    prefixItems: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
  };
  const { contract, schema } = await contractOf({ Subject, ...all });
  const items = typeof schema === 'object' ? (schema.prefixItems ?? []) : [];
  return items.map((item, index) => componentSubject(contract, `S${index}`, item));
}

/** A component of a contract, as a message of its own. */
function componentSubject(contract: Contract, name: string, schema: Schema): Subject {
  const message = {
    ...{ operation: 'schemas', root: name, contract },
    direction: 'request',
    family: 'invalid requests',
  } as const;
  return subjectOf(createSchemaTree(message, schema, `#/components/schemas/${name}`));
}
