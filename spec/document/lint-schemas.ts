import { getOwn, isObject, joinPointer, type SchemaPointer } from '../json.ts';
import { createMatcher } from '../json-schema/regular-expressions/matcher.ts';
import { PatternError } from '../json-schema/regular-expressions/pattern-error.ts';
import type { Contract } from '../openapi/contract.ts';
import type { UnlocatedDefect } from './defect.ts';
import { findUnsatisfiableSchemas } from './unsatisfiable-schemas.ts';
import type { DocumentObject } from './walk-objects.ts';

/**
 * Finds required names without a property. Skips unions and their branches: one branch may require a property of
 * another.
 */
export function* checkRequired(
  _: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
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

export function* checkEnum(
  _: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
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

export function* checkPattern(
  _: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
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

export function* checkSatisfiable(contract: Contract, { kind }: DocumentObject): Generator<UnlocatedDefect> {
  if (kind === 'document') yield* findUnsatisfiableSchemas(contract);
}

/** Finds the `$dynamicRef`s that remain. Loading has replaced those that lead to the same schema on every path. */
export function* checkDynamicReference(
  _: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  for (const keyword of ['$dynamicRef', '$recursiveRef'])
    if (kind === 'schema' && getOwn(value, keyword) !== undefined)
      yield {
        schemaPointer: joinPointer(pointer, keyword),
        description: 'leads to different schemas on different paths: the suite does not support it',
      };
}

/** Finds the `nullable`s without effect. The upgrade from OpenAPI 3.0 has removed all others. */
export function* checkNullable(
  _: Contract,
  { kind, value, pointer }: DocumentObject,
): Generator<UnlocatedDefect> {
  if (kind === 'schema' && getOwn(value, 'nullable') === true)
    yield {
      schemaPointer: joinPointer(pointer, 'nullable'),
      description:
        'has no effect here. The suite does not report null at this location, because it is probably intended',
    };
}

function describePatternDefect(pattern: string): string | undefined {
  try {
    const { flags } = createMatcher(pattern).regex;
    if (flags === 'u') return undefined;
    return `is a valid regular expression only with${flags === 'v' ? ' the `v`' : 'out the `u`'} flag`;
  } catch (error) {
    if (error instanceof PatternError) return `cannot be tested: ${error.message}`;
    throw error;
  }
}
