import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { loadContract } from '../../../spec/document/load-contract.ts';
import { isObject, type Json, type JsonObject } from '../../../spec/json.ts';
import type { Contract, Operation } from '../../../spec/openapi/contract.ts';

/** A schema with valid and invalid values, in the format of the JSON Schema Test Suite. */
export interface Group {
  /** The name of file and group: `contains: minContains = 0`. */
  name: string;
  schema: Json;
  tests: readonly { description: string; data: Json; valid: boolean }[];
}

/** Groups that do not apply to a schema in an OpenAPI document, with the reason. */
const skippedGroups: readonly [name: RegExp, reason: string][] = [
  [/^(?:refRemote|vocabulary):/, 'they need other documents'],
  [/^(?:anchor|dynamicRef|defs):/, 'the meaning of their references depends on `$id` or on the path to them'],
  [/^ref: .*(?:URN|URI|\$id|remote|base|Recursive|relative refs|absolute)/, 'they refer to an `$id`'],
  [/^unevaluated.*\$dynamicRef/, 'the target of `$dynamicRef` depends on the path to it'],
  [/^format:/, 'formats are assertions here, and annotations in the suite'],
];

/** The directory of the suite: the selection beside this file, or `tests/draft2020-12` of the whole suite. */
const directory = process.env.CONFORMANCE_JSON_SCHEMA_SUITE ?? join(import.meta.dirname, 'selection');

export const groups: readonly Group[] = readdirSync(directory)
  .flatMap((file) => readGroups(file))
  .filter(({ name }) => !skippedGroups.some(([pattern]) => pattern.test(name)));

/** Reads a file of the suite, a list of groups, or of the selection, which has one group per line. */
function readGroups(file: string): Group[] {
  const { name: keyword, ext } = parse(file);
  if (ext !== '.json' && ext !== '.jsonl') return [];
  const text = readFileSync(join(directory, file), 'utf8');
  const json = ext === '.json' ? text : `[${text.trim().split('\n').join(',')}]`;
  const listed = JSON.parse(json) as (Omit<Group, 'name'> & { description: string })[];
  return listed.map(({ description, schema, tests }) => ({
    name: `${keyword}: ${description}`,
    ...{ schema, tests },
  }));
}

/** Loads a contract with one operation, whose request body and response body have the schema of the group. */
export async function loadGroup({ schema }: Group): Promise<{ contract: Contract; operation: Operation }> {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Subject' } } };
  const post = {
    operationId: 'create',
    requestBody: { required: true, content },
    responses: { '200': { description: 'OK', content } },
  };
  const document = {
    openapi: '3.1.0',
    info: { title: 'Suite', version: '1' },
    paths: { '/subjects': { post } },
    components: { schemas: { Subject: moveReferences(schema) } },
  };
  const contract = await loadContract({ file: 'suite.yaml', text: JSON.stringify(document) });
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('the document has an operation');
  return { contract, operation };
}

/** Adapts the references of a schema, which is a document of its own in the suite, to its place in the contract. */
function moveReferences(value: Json): Json {
  if (Array.isArray(value)) return value.map(moveReferences);
  if (!isObject(value)) return value;
  const { $schema: _, ...object } = value as JsonObject; // every part of a JSON value is JSON
  const move = (name: string, part: Json): Json => {
    if (name === 'enum' || name === 'const') return part;
    if (name !== '$ref' || typeof part !== 'string') return moveReferences(part);
    return part.replace(/^#(?=\/|$)/, '#/components/schemas/Subject');
  };
  return Object.fromEntries(Object.entries(object).map(([name, part]) => [name, move(name, part)]));
}
