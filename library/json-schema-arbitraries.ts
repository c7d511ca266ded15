import type fc from 'fast-check';
import { invalidValue } from '../arbitraries/invalid/invalid-value.ts';
import { createMutationContext } from '../arbitraries/invalid/mutation-context.ts';
import type { ValidContext } from '../arbitraries/valid-context.ts';
import { validValue } from '../arbitraries/valid-value.ts';
import { loadContract } from '../spec/document/load-contract.ts';
import { isObject, type Json } from '../spec/json.ts';
import type { SchemaNode } from '../spec/json-schema/schema-node.ts';
import { createRequestTree } from '../spec/openapi/message-trees.ts';

/** A JSON Schema: `true`, `false` or an object of keywords. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown };

/**
 * Returns an arbitrary of the values that satisfy a JSON Schema of draft 2020-12. It covers every branch, every
 * optional property and the bounds, and shrinks to the simplest value. References can lead only to parts of the schema
 * itself.
 * @throws {UnsupportedSchema} if no value satisfies the schema, or it uses an unsupported feature
 * @throws {ContractError} if it is not a schema
 */
export async function jsonSchema(schema: JsonSchema): Promise<fc.Arbitrary<Json>> {
  return createValid(await loadSchema(schema));
}

/**
 * Returns an arbitrary of values that violate a JSON Schema. Each is a valid value with one change, which is kept while
 * the value shrinks.
 * @throws {NoInvalidValue} if every value satisfies the schema
 * @throws {UnsupportedSchema} as `jsonSchema`
 */
export async function invalidJsonSchema(schema: JsonSchema): Promise<fc.Arbitrary<Json>> {
  const node = await loadSchema(schema);
  const values = createContext(node);
  const context = createMutationContext(node, values);
  return invalidValue(node, validValue(node.schema, values), context).map(({ body }) => body);
}

const createContext = ({ message: { contract } }: SchemaNode): ValidContext => ({
  ...{ contract, direction: 'request', text: 'any' },
});

const createValid = (node: SchemaNode): fc.Arbitrary<Json> => validValue(node.schema, createContext(node));

const pointer = '#/components/schemas/Schema';

/** Loads the schema as the request body of a generated OpenAPI document. */
async function loadSchema(schema: JsonSchema): Promise<SchemaNode> {
  const content = { 'application/json': { schema: { $ref: pointer } } };
  const operation = { requestBody: { content }, responses: { 204: { description: 'accepted' } } };
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'JSON Schema', version: '1' } },
    paths: { '/': { post: operation } },
    components: { schemas: { Schema: toComponent(schema) } },
  };
  const contract = await loadContract({ file: 'schema.json', text: JSON.stringify(document, undefined, 2) });
  const [loaded] = contract.operations;
  const node = loaded && createRequestTree(contract, loaded);
  if (!node) throw new Error('the document has no request body');
  return node;
}

const valueKeywords = ['const', 'enum', 'default', 'examples', 'example'];
/** Keywords whose value is an object of schemas by name. */
const mapKeywords = ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'];

/**
 * Adapts a schema to its place in the document: `#` in references becomes the pointer to it. `readOnly` and `writeOnly`
 * are removed, because the values need not be requests or responses.
 */
function toComponent(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toComponent);
  if (!isObject(schema)) return schema;
  const entries = Object.entries(schema).filter(([keyword]) => !/^(read|write)Only$/.test(keyword));
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, toComponentValue(keyword, value)]));
}

function toComponentValue(keyword: string, value: unknown): unknown {
  if (keyword === '$ref' && typeof value === 'string') return value.replace(/^#(?=\/|$)/, pointer);
  if (valueKeywords.includes(keyword)) return value;
  if (!mapKeywords.includes(keyword) || !isObject(value)) return toComponent(value);
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, toComponent(schema)]));
}
