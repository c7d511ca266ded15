import type { Json } from '../../spec/json.ts';
import { type SchemaType, typesOf } from '../../spec/json-schema/schema.ts';
import type { SchemaNode } from '../../spec/json-schema/schema-node.ts';
import { createSchemaTree } from '../../spec/json-schema/schema-tree.ts';
import type { Contract, Operation, Parameter } from '../../spec/openapi/contract.ts';
import { mutateValue } from './mutate-value.ts';
import type { Mutation, MutationContext } from './mutation.ts';

/** A mutation of one parameter: `body` is the parameter's value, `instancePointer` is `query/limit`. */
export interface ParameterMutation extends Mutation {
  parameter: Parameter;
}

/** Yields the mutations of an operation's path, query and header parameters that are still invalid when sent as text. */
export function* mutateParameters(
  contract: Contract,
  operation: Operation,
  createContext: (root: SchemaNode) => MutationContext,
): Generator<ParameterMutation> {
  for (const parameter of operation.parameters) {
    const node = createParameterNode(contract, operation, parameter);
    // `style` determines how objects are serialized, and parsers differ.
    if (parameter.in === 'cookie' || allowsType(node, 'object')) continue;
    const name = `${parameter.in}/${parameter.name}`;
    if (parameter.required && parameter.in !== 'path')
      yield { ...createAbsentMutation(operation, name), parameter };
    for (const mutation of mutateParameter(node, parameter, createContext(node))) {
      const description = mutation.description.replace(/^the body/, '``').replace('`', `\`${name}`);
      yield { ...mutation, instancePointer: name, description, parameter };
    }
  }
}

function createParameterNode(contract: Contract, operation: Operation, parameter: Parameter): SchemaNode {
  const message = {
    ...{ operation: operation.id, root: `${parameter.in}/${parameter.name}`, contract },
    direction: 'request',
    family: 'invalid requests',
  } as const;
  return createSchemaTree(message, parameter.schema, parameter.schemaPointer);
}

function createAbsentMutation({ id }: Operation, name: string): Mutation {
  const clause = `${id}/${name}:required`;
  return {
    ...{ clause, clauses: [clause], keyword: 'required', kind: 'required/absent', level: 'MUST' },
    ...{ instancePointer: name, body: null, description: `\`${name}\` is absent`, otherKeywords: [] },
  };
}

function* mutateParameter(
  node: SchemaNode,
  parameter: Parameter,
  context: MutationContext,
): Generator<Mutation> {
  const seen = new Set<string>();
  for (const value of context.sample(node)) {
    for (const mutation of mutateValue(node, value, context)) {
      if (seen.has(mutation.kind) || !canBeSent(mutation.body, parameter.in)) continue;
      // If strings are allowed, a number is sent as a valid string.
      if (allowsType(node, 'string') && !isText(mutation.body)) continue;
      if (listParsedValues(mutation.body, node).some((parsed) => context.validate(parsed).length === 0))
        continue;
      seen.add(mutation.kind);
      yield mutation;
    }
  }
}

/** Whether a parameter can carry the value unambiguously (RFC 9110 section 5.5, RFC 3986 section 3.3). */
function canBeSent(value: Json, location: Parameter['in']): boolean {
  if (Array.isArray(value))
    return location === 'query' && value.length > 0 && value.every((item) => canBeSent(item, location));
  if (typeof value === 'object') return false;
  const text = String(value);
  if (location === 'path') return !/^\.{0,2}$/.test(text) && !/[/\\\u0000]/.test(text);
  return location === 'query' ? !text.includes('\u0000') : /^[!-~](?:[ -~]*[!-~])?$/.test(text);
}

const isText = (value: Json): boolean =>
  Array.isArray(value) ? value.every(isText) : typeof value === 'string';

/** Lists all values that a server may parse from the text of a parameter. */
function listParsedValues(value: Json, node: SchemaNode): Json[] {
  const texts = (Array.isArray(value) ? value : [value]).map(String);
  const parsed = texts.map(listParsedScalars);
  const scalars = texts.length === 1 ? (parsed[0] ?? []) : [];
  const arrays = [
    texts,
    parsed.map((choices) => choices.at(-1) ?? null),
    ...texts.map((text) => text.split(',')),
  ];
  return [...scalars, ...(allowsType(node, 'array') ? arrays : [])];
}

const allowsType = ({ schema, edges }: SchemaNode, type: SchemaType): boolean =>
  (typeof schema === 'object' && (typesOf(schema)?.includes(type) ?? false)) ||
  edges.some(({ keyword, node }) => /Of$|^items$/.test(keyword) && allowsType(node, type));

const booleanTexts: Readonly<Record<string, boolean>> = {
  ...{ true: true, '1': true, on: true, yes: true },
  ...{ false: false, '0': false, off: false, no: false },
};

function listParsedScalars(text: string): Json[] {
  const number = /^\s*$/.test(text) ? Number.NaN : Number(text);
  const boolean = booleanTexts[text.trim().toLowerCase()];
  return [
    text,
    ...(/^(?:null)?$/.test(text) ? [null] : []),
    ...(boolean === undefined ? [] : [boolean]),
    ...(Number.isFinite(number) ? [number] : []),
  ];
}
