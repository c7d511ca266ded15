import type { Clause } from '../clauses/clause.ts';
import { joinPointer, parentPointer } from '../json.ts';
import { getErrorPointer, listFalseSubschemas } from './false-subschemas.ts';
import { findFormat } from './formats/formats.ts';
import { describeAssertions } from './keywords/describe.ts';
import { describeSubject, extendLabel } from './node-label.ts';
import { findMatcher } from './regular-expressions/matcher.ts';
import { isHidden, type SchemaObject } from './schema.ts';
import { listRequiredNames, type SchemaNode } from './schema-node.ts';
import { statesTag } from './union.ts';

/**
 * Derives the clauses of a schema node, by key. The node of a discriminator's tag has none, because the clause of the
 * discriminator covers it.
 */
export function deriveClauses(node: SchemaNode): Map<string, Clause> {
  const { schema } = node;
  if (typeof schema === 'boolean' || node.impliedBy === 'tag' || node.impliedBy === 'false') return new Map();
  return new Map([
    ...assertionClauses(node, schema),
    ...requiredClauses(node, schema),
    ...falseClauses(node, schema),
    ...writeOnlyClauses(node, schema),
  ]);
}

function* assertionClauses(node: SchemaNode, schema: SchemaObject): Generator<[string, Clause]> {
  const { message, path, schemaPointer } = node;
  const { operation, family } = message;
  for (const { keyword, description } of describeAssertions(schema, describeSubject(node.label))) {
    if (keyword === 'type' && node.impliedBy === 'type') continue;
    const unsupported = node.contradiction ?? explainUnsupported(schema, keyword);
    const clause: Clause = {
      id: `${operation}/${path}:${keyword}`,
      level: 'MUST',
      family: keyword === 'discriminator' ? 'discriminator' : family,
      operation,
      schemaPointer: joinPointer(schemaPointer, keyword),
      description,
      keyword,
      ...(unsupported !== undefined && { unsupported }),
    };
    yield [keyword, clause];
    if (keyword === 'discriminator' && message.direction === 'response' && !stateTags(schema))
      yield ['selected-branch', selectedBranchClause(node, clause)];
    if (keyword === 'format' && message.direction === 'request')
      yield ['strict-format', strictFormatClause(node, clause, schema.format)];
  }
}

/** Explains why no oracle can judge a keyword: it depends on a pattern that cannot be compiled, or its format is unknown. */
function explainUnsupported(schema: SchemaObject, keyword: string): string | undefined {
  if (keyword === 'format' && (schema.format === undefined || !findFormat(schema.format)))
    return `the suite does not know the format ${schema.format}`;
  const depends = keyword === 'additionalProperties' ? Object.keys(schema.patternProperties ?? {}) : [];
  const patterns = keyword === 'pattern' && schema.pattern !== undefined ? [schema.pattern] : depends;
  const unusable = patterns.find((pattern) => !findMatcher(pattern));
  return unusable && `the suite cannot match the pattern ${unusable}`;
}

/**
 * Adds a SHOULD clause for the spellings of a format that servers may normalize (RFC 9562 section 4 for UUIDs, WHATWG
 * for URLs).
 */
function strictFormatClause({ label, message }: SchemaNode, clause: Clause, format = ''): Clause {
  const { keyword: _, ...shared } = clause;
  return {
    ...shared,
    id: `${clause.id}-strict`,
    level: 'SHOULD',
    family: message.family,
    description: `${describeSubject(label)} is rejected in spellings that only resemble a ${format}`,
  };
}

/** Whether every branch of the union restricts the tag itself, so that no other branch accepts a value. */
const stateTags = ({ discriminator, oneOf = [], anyOf = [] }: SchemaObject): boolean =>
  [...oneOf, ...anyOf].every(
    (branch) => typeof branch !== 'object' || statesTag(branch, discriminator?.propertyName ?? ''),
  );

/**
 * Adds a SHOULD clause for values that only another branch accepts than the one that the discriminator selects. They are
 * valid, because a discriminator does not change the outcome of validation (OpenAPI 3.1.1 section 4.8.25), but clients
 * read them as the selected branch.
 */
function selectedBranchClause({ label }: SchemaNode, clause: Clause): Clause {
  const { keyword: _, ...shared } = clause;
  const id = clause.id.replace(/discriminator$/, 'selected-branch');
  const description = `${describeSubject(label)} is valid against the schema that its discriminator selects`;
  return { ...shared, id, level: 'SHOULD', description };
}

function* requiredClauses(node: SchemaNode, schema: SchemaObject): Generator<[string, Clause]> {
  const { message, path, label, schemaPointer, tag } = node;
  for (const name of listRequiredNames(node)) {
    if (name === tag?.property) continue;
    const clause: Clause = {
      id: `${message.operation}/${joinPointer(path, name)}:required`,
      level: 'MUST',
      family: message.family,
      operation: message.operation,
      schemaPointer: joinPointer(schemaPointer, 'required', schema.required?.indexOf(name) ?? 0),
      description: `\`${extendLabel(label, joinPointer('', name))}\` is present`,
      keyword: 'required',
      ...(node.contradiction !== undefined && { unsupported: node.contradiction }),
    };
    yield [`required/${name}`, clause];
  }
}

/** Yields the clauses for subschemas that accept nothing: messages must not have a part to which one applies. */
function* falseClauses(node: SchemaNode, schema: SchemaObject): Generator<[string, Clause]> {
  const { message, path, label } = node;
  for (const subschema of listFalseSubschemas(schema)) {
    const name = subschema.schema === false ? 'false' : 'not';
    const clause: Clause = {
      id: `${message.operation}/${path}${subschema.step}:${name}`,
      level: 'MUST',
      family: message.family,
      operation: message.operation,
      schemaPointer: parentPointer(getErrorPointer(node, subschema)),
      description: subschema.describe(describeSubject(label)),
      keyword: 'not',
      ...(node.contradiction !== undefined && { unsupported: node.contradiction }),
    };
    yield [subschema.clauseKey, clause];
  }
}

/**
 * Yields a clause for each property that responses should omit (OpenAPI 3.0.4 section 4.7.24.2: SHOULD NOT; JSON Schema
 * validation, section 9.4).
 */
function* writeOnlyClauses(
  { message, path, label, schemaPointer }: SchemaNode,
  { properties = {} }: SchemaObject,
): Generator<[string, Clause]> {
  if (message.direction !== 'response') return;
  for (const [name, property] of Object.entries(properties)) {
    if (!isHidden(property, 'response')) continue;
    const clause: Clause = {
      id: `${message.operation}/${joinPointer(path, name)}:writeOnly`,
      level: 'SHOULD',
      family: message.family,
      operation: message.operation,
      schemaPointer: message.contract.pointerTo(property) ?? joinPointer(schemaPointer, 'properties', name),
      description: `\`${extendLabel(label, joinPointer('', name))}\` is absent, because it is write-only`,
    };
    yield [`writeOnly/${name}`, clause];
  }
}
