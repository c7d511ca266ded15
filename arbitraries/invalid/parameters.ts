import type { Json } from '../../spec/json.ts';
import { type SchemaType, typesOf } from '../../spec/json-schema/schema.ts';
import { createSchemaTree, type SchemaNode } from '../../spec/json-schema/schema-node.ts';
import type { Contract, Operation, Parameter } from '../../spec/openapi/contract.ts';
import type { Context, Mutation } from './mutation.ts';
import { violationsOf } from './violations.ts';

/** A violation of a parameter; its body is the parameter's value, and its place `query/limit`. */
export interface ParameterMutation extends Mutation {
  parameter: Parameter;
}

/** The tree of a parameter's schema, its place called `query/limit`. */
function parameterNode(contract: Contract, operation: Operation, parameter: Parameter): SchemaNode {
  const place = `${parameter.in}/${parameter.name}`;
  const message = {
    ...{ operation: operation.id, root: place, contract },
    direction: 'request',
    family: 'invalid requests',
  } as const;
  return createSchemaTree(message, parameter.schema, parameter.schemaPointer);
}

/** The ways to violate an operation's path, query and header parameters that still violate once written in a URL or header. */
export function* invalidParameters(
  contract: Contract,
  operation: Operation,
  contextOf: (root: SchemaNode) => Context,
): Generator<ParameterMutation> {
  for (const parameter of operation.parameters) {
    const node = parameterNode(contract, operation, parameter);
    // How an object is written is told by `style`, and readers differ.
    if (parameter.in === 'cookie' || takes(node, 'object')) continue;
    const where = `${parameter.in}/${parameter.name}`;
    if (parameter.required && parameter.in !== 'path') yield { ...missing(operation, where), parameter };
    for (const mutation of violationsOfParameter(node, parameter, contextOf(node))) {
      const says = mutation.says.replace(/^the body/, '``').replace('`', `\`${where}`);
      yield { ...mutation, where, says, parameter };
    }
  }
}

function missing({ id }: Operation, where: string): Mutation {
  const clause = `${id}/${where}:required`;
  return {
    ...{ clause, clauses: [clause], keyword: 'required', where, body: null, level: 'MUST' },
    ...{ says: `\`${where}\` is absent`, kind: 'required/absent', also: [] },
  };
}

function* violationsOfParameter(
  node: SchemaNode,
  { in: place }: Parameter,
  context: Context,
): Generator<Mutation> {
  const seen = new Set<string>();
  for (const value of context.sample(node)) {
    for (const mutation of violationsOf(node, value, context)) {
      if (seen.has(mutation.kind) || !isWritable(mutation.body, place)) continue;
      if (takes(node, 'string') && !isText(mutation.body)) continue;
      if (readings(mutation.body, node).some((reading) => context.validate(reading).length === 0)) continue;
      seen.add(mutation.kind);
      yield mutation;
    }
  }
}

/** What a header or a path segment can carry (RFC 9110 section 5.5, RFC 3986 section 3.3), with nothing to be guessed. */
function isWritable(value: Json, place: Parameter['in']): boolean {
  if (Array.isArray(value))
    return place === 'query' && value.length > 0 && value.every((item) => isWritable(item, place));
  if (typeof value === 'object') return false;
  const text = String(value);
  if (place === 'path') return !/^\.{0,2}$/.test(text) && !/[/\\\u0000]/.test(text);
  return place === 'query' ? !text.includes('\u0000') : /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}

/** Where texts are allowed, a number is written as one: then it is the text that is wrong, if at all. */
const isText = (value: Json): boolean =>
  Array.isArray(value) ? value.every(isText) : typeof value === 'string';

/** All that a server may read in the text of a parameter: it has no types of its own. */
function readings(value: Json, node: SchemaNode): Json[] {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.map(String);
  const read = texts.map((text) => scalars(text));
  const single = texts.length === 1 ? (read[0] ?? []) : [];
  const lists = [
    texts,
    read.map((choices) => choices.at(-1) ?? null),
    ...texts.map((text) => text.split(',')),
  ];
  return [...single, ...(takes(node, 'array') ? lists : [])];
}

const takes = ({ schema, edges }: SchemaNode, type: SchemaType): boolean =>
  (typeof schema === 'object' && (typesOf(schema)?.includes(type) ?? false)) ||
  edges.some(({ keyword, node }) => /Of$|^items$/.test(keyword) && takes(node, type));

function scalars(text: string): Json[] {
  const number = /^\s*$/.test(text) ? Number.NaN : Number(text);
  const flag = {
    true: true,
    false: false,
    '1': true,
    '0': false,
    on: true,
    off: false,
    yes: true,
    no: false,
  }[text.trim().toLowerCase()];
  return [
    text,
    ...(/^(?:null)?$/.test(text) ? [null] : []),
    ...(flag === undefined ? [] : [flag]),
    ...(Number.isFinite(number) ? [number] : []),
  ];
}
