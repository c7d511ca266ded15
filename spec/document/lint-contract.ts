import { getOwn, isObject, type Json, joinPointer, type SchemaPointer } from '../json.ts';
import { createMatcher } from '../json-schema/regular-expressions/matcher.ts';
import { PatternError } from '../json-schema/regular-expressions/pattern-error.ts';
import type { Contract } from '../openapi/contract.ts';
import type { Defect, UnlocatedDefect } from './defect.ts';
import { getReference } from './reference.ts';
import { resolvePointer } from './resolve-pointer.ts';
import { findUnsatisfiableSchemas } from './unsatisfiable-schemas.ts';
import { type DocumentObject, walkObjects } from './walk-objects.ts';

/** A statement about documents. A document that violates it can still be tested. */
export interface LintRule {
  name: string;
  description: string;
  /** Yields the violations of one object. */
  check(contract: Contract, object: DocumentObject): Iterable<UnlocatedDefect>;
}

export const lintRules: readonly LintRule[] = [
  {
    name: 'usable',
    description: 'no part of the document has defects that prevent its use',
    check: checkUsable,
  },
  { name: 'examples', description: 'every example is valid against its schema', check: checkExamples },
  { name: 'defaults', description: 'every default is valid against its schema', check: checkDefault },
  { name: 'required', description: 'every required property is defined', check: checkRequired },
  {
    name: 'satisfiable',
    description: 'every schema has a value that satisfies it',
    check: checkSatisfiable,
  },
  { name: 'enums', description: 'no enum contains a value twice', check: checkEnum },
  {
    name: 'patterns',
    description: 'every pattern is a regular expression of ECMA-262 with the `u` flag',
    check: checkPattern,
  },
  {
    name: 'nullable',
    description: 'every `nullable` has an effect: its schema has a `type`, and no other keyword rejects null',
    check: checkNullable,
  },
  {
    name: 'path-parameters',
    description: 'every template expression of a path has a path parameter',
    check: checkPathParameters,
  },
];

function* checkUsable({ defects }: Contract, { kind }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind === 'document') yield* defects;
}

/** Returns the violations of one rule. */
export function applyLintRule({ check }: LintRule, contract: Contract): Defect[] {
  const defects: Defect[] = [];
  for (const object of walkObjects(contract.document))
    for (const defect of check(contract, object))
      defects.push({ ...defect, source: contract.locate(defect.schemaPointer) });
  return defects;
}

/** Returns the violations of all rules. */
export function lintContract(contract: Contract): Defect[] {
  return lintRules.flatMap((rule) => applyLintRule(rule, contract));
}

/** Describes why a value is invalid. It may be valid in one direction only: an example of a request or of a response. */
function describeInvalid(contract: Contract, schema: SchemaPointer, value: Json): string | undefined {
  const [requestError] = contract.getValidator(schema, 'request')(value);
  const [error] = requestError ? contract.getValidator(schema, 'response')(value) : [];
  return error && `is invalid against its schema: ${error.instancePointer || 'the value'} ${error.message}`;
}

function* checkExamples(contract: Contract, object: DocumentObject): Generator<UnlocatedDefect> {
  const schema = findExampleSchema(contract, object);
  if (schema === undefined) return;
  for (const [example, schemaPointer] of listExamples(contract, object)) {
    const description = describeInvalid(contract, schema, example);
    if (description) yield { schemaPointer, description };
  }
}

/** Returns the pointer of the schema that the examples of the object must satisfy. */
function findExampleSchema(
  { document }: Contract,
  { kind, value, pointer }: DocumentObject,
): SchemaPointer | undefined {
  if (getReference(value) !== undefined) return undefined;
  if (kind === 'schema') return pointer;
  if (kind !== 'mediaType' && kind !== 'parameter' && kind !== 'header') return undefined;
  return resolvePointer(document, joinPointer(pointer, 'schema'))?.pointer;
}

/** Yields the values of `example` and `examples`, which in a schema is an array and elsewhere a map of Example Objects. */
function* listExamples(
  { document }: Contract,
  { value, pointer }: DocumentObject,
): Generator<[Json, SchemaPointer]> {
  const example = getOwn(value, 'example');
  if (example !== undefined) yield [example, joinPointer(pointer, 'example')];
  const examples = getOwn(value, 'examples');
  if (Array.isArray(examples))
    for (const [index, item] of examples.entries()) yield [item, joinPointer(pointer, 'examples', index)];
  if (!isObject(examples)) return;
  for (const name of Object.keys(examples)) {
    const resolved = resolvePointer(document, joinPointer(pointer, 'examples', name, 'value'));
    if (resolved) yield [resolved.value, resolved.pointer];
  }
}

function* checkDefault(
  contract: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  const preset = kind === 'schema' ? getOwn(value, 'default') : undefined;
  const description = preset === undefined ? undefined : describeInvalid(contract, pointer, preset);
  if (description) yield { schemaPointer: joinPointer(pointer, 'default'), description };
}

/** Skips branches and schemas with branches, because one branch may require a property that another defines. */
function* checkRequired(_: Contract, { kind, value, pointer }: DocumentObject): Generator<UnlocatedDefect> {
  const { required, properties } = value;
  if (kind !== 'schema' || !Array.isArray(required) || !isObject(properties) || isBranch(pointer)) return;
  if (['allOf', 'anyOf', 'oneOf', 'if', 'patternProperties'].some((keyword) => keyword in value)) return;
  for (const [index, name] of required.entries())
    if (!Object.hasOwn(properties, String(name)))
      yield {
        schemaPointer: joinPointer(pointer, 'required', index),
        description: `requires \`${name}\`, which \`properties\` does not define`,
      };
}

const isBranch = (pointer: SchemaPointer): boolean =>
  /\/((allOf|anyOf|oneOf)\/\d+|not|if|then|else)$/.test(pointer);

function* checkEnum(_: Contract, { kind, value, pointer }: DocumentObject): Generator<UnlocatedDefect> {
  const values = kind === 'schema' ? getOwn(value, 'enum') : undefined;
  if (!Array.isArray(values)) return;
  const seen = new Set<string>();
  for (const [index, item] of values.entries()) {
    const text = JSON.stringify(item);
    if (seen.has(text))
      yield { schemaPointer: joinPointer(pointer, 'enum', index), description: `repeats the value ${text}` };
    seen.add(text);
  }
}

function* checkPattern(_: Contract, { kind, value, pointer }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind !== 'schema') return;
  const pattern = getOwn(value, 'pattern');
  const description = typeof pattern === 'string' ? describePatternDefect(pattern) : undefined;
  if (description) yield { schemaPointer: joinPointer(pointer, 'pattern'), description };
  const patterns = getOwn(value, 'patternProperties');
  for (const name of isObject(patterns) ? Object.keys(patterns) : []) {
    const problem = describePatternDefect(name);
    if (problem)
      yield { schemaPointer: joinPointer(pointer, 'patternProperties', name), description: problem };
  }
}

function* checkSatisfiable(contract: Contract, { kind }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind === 'document') yield* findUnsatisfiableSchemas(contract);
}

/** The upgrade from OpenAPI 3.0 has removed `nullable` wherever it has an effect. */
function* checkNullable(_: Contract, { kind, value, pointer }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind === 'schema' && getOwn(value, 'nullable') === true)
    yield {
      schemaPointer: joinPointer(pointer, 'nullable'),
      description: 'has no effect here: null is not judged, because it is probably meant',
    };
}

function describePatternDefect(pattern: string): string | undefined {
  try {
    return createMatcher(pattern).regex.flags === 'u'
      ? undefined
      : 'is a valid regular expression only without the `u` flag';
  } catch (error) {
    if (error instanceof PatternError) return `cannot be tested: ${error.message}`;
    throw error;
  }
}

function* checkPathParameters(
  { operations }: Contract,
  { kind, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  const operation = kind === 'operation' ? operations.find((other) => other.pointer === pointer) : undefined;
  const parameters = operation?.parameters.filter((parameter) => parameter.in === 'path');
  for (const [, name = ''] of operation?.path.matchAll(/\{([^{}]+)\}/g) ?? [])
    if (!parameters?.some((parameter) => parameter.name === name))
      yield { schemaPointer: pointer, description: `has no parameter for \`{${name}}\` in its path` };
}
