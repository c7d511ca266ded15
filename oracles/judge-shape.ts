import {
  type InstancePointer,
  isObject,
  type Json,
  joinPointer,
  parentPointer,
  parsePointer,
  valueAt,
} from '../spec/json.ts';
import { describeFormatDefect } from '../spec/json-schema/formats/describe-format-defect.ts';
import { getValueType } from '../spec/json-schema/json-type.ts';
import { toleratesNull } from '../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import { listUnevaluatedKeys } from '../spec/json-schema/unevaluated-keys.ts';
import type { ValidationError } from '../spec/openapi/contract.ts';
import { type AssertionCheck, getChecks, type NodeChecks, type Union } from './node-checks.ts';
import { isValid, selectBranches } from './select-branches.ts';

/** The result of checking one clause against one value. */
export interface ShapeObservation {
  clause: string;
  failure?: {
    instancePointer: InstancePointer;
    expected: string;
    received: Json | undefined;
    defect?: string;
  };
}

/**
 * A value and the schema that judges it. Its pointer is computed only for failures, because most values never need one.
 */
interface Position {
  node: SchemaNode;
  value: Json;
  parent?: Position;
  key?: string | number;
}

/** The validation errors of the whole body, and the function that receives observations. */
interface Judgement {
  errors: readonly ValidationError[];
  observe(observation: ShapeObservation): void;
}

/**
 * Judges a body by every clause of its schema tree that applies. The tag of a discriminator selects the only branch
 * that judges. A body that ajv rejects although no clause fails is a failure of the clause `<status>:schema`.
 */
export function judgeShape(root: SchemaNode, body: Json): ShapeObservation[] {
  const observations: ShapeObservation[] = [];
  const { contract, direction, operation, root: status } = root.message;
  const errors = contract.getValidator(root.schemaPointer, direction)(body);
  judgeNode({ node: root, value: body }, { errors, observe: (one) => observations.push(one) });
  const [error] = errors;
  const isUnexplained = error !== undefined && !observations.some(({ failure }) => failure);
  const failure = {
    instancePointer: error?.instancePointer ?? '',
    expected: `a body that is valid against its schema: ${error?.message}`,
    received: body,
  };
  observations.push({ clause: `${operation}/${status}:schema`, ...(isUnexplained && { failure }) });
  return observations;
}

function getPointer({ parent, key }: Position): InstancePointer {
  const above = parent === undefined ? '' : getPointer(parent);
  return key === undefined ? above : joinPointer(above, key);
}

function judgeNode(position: Position, judgement: Judgement): void {
  const checks = getChecks(position.node);
  const { value } = position;
  if (checks === undefined || (value === null && toleratesNull(position.node.schema))) return;
  judgeAssertions(position, checks.assertions, judgement);
  if (isObject(value)) judgeProperties(position, checks, value, judgement);
  if (Array.isArray(value)) judgeItems(position, checks, value, judgement);
  for (const node of checks.unevaluated)
    for (const key of listUnevaluatedKeys(position.node, value))
      judgeNode(
        { node, value: valueAt(value, joinPointer('', key)) as Json, parent: position, key },
        judgement,
      );
  for (const union of checks.unions) judgeUnion(position, union, judgement);
  judgeInPlace(position, checks, judgement);
}

function judgeAssertions(
  position: Position,
  assertions: readonly AssertionCheck[],
  { errors, observe }: Judgement,
): void {
  const type = getValueType(position.value);
  const pointer = errors.length > 0 ? getPointer(position) : '';
  for (const assertion of assertions) {
    if (!assertion.appliesTo.includes(type)) continue;
    const failure = errors.length > 0 && findFailure(position.value, pointer, assertion, errors);
    observe({ clause: assertion.clause.id, ...(failure && { failure }) });
  }
}

function findFailure(
  value: Json,
  pointer: InstancePointer,
  { judging, name, format, expected, schemaPointers }: AssertionCheck,
  errors: readonly ValidationError[],
): ShapeObservation['failure'] {
  const instancePointer = name === undefined ? pointer : joinPointer(pointer, name);
  const isAtPart = judging === 'error at a property' || judging === 'error at a part';
  const isHere = (error: ValidationError): boolean =>
    error.instancePointer === instancePointer ||
    (isAtPart && parentPointer(error.instancePointer) === instancePointer);
  const found = errors.find((error) => schemaPointers.includes(error.schemaPointer) && isHere(error));
  if (found === undefined) return undefined;
  if (judging === 'error at a part' && found.instancePointer !== pointer) {
    const part = parsePointer(found.instancePointer).at(-1) ?? '';
    return {
      instancePointer: found.instancePointer,
      expected,
      received: valueAt(value, joinPointer('', part)) as Json,
    };
  }
  const defect =
    format !== undefined && typeof value === 'string' ? describeFormatDefect(format, value) : undefined;
  const received = name === undefined ? value : undefined;
  return { instancePointer, expected, received, ...(defect !== undefined && { defect }) };
}

function judgeProperties(
  parent: Position,
  checks: NodeChecks,
  value: Record<string, unknown>,
  judgement: Judgement,
): void {
  const judgeProperty = (node: SchemaNode, key: string) =>
    judgeNode({ node, value: value[key] as Json, parent, key }, judgement); // a part of a JSON body
  for (const { name, node } of checks.properties) if (Object.hasOwn(value, name)) judgeProperty(node, name);
  for (const { pattern, node } of checks.patterns)
    for (const name of Object.keys(value)) if (pattern.test(name)) judgeProperty(node, name);
  const { additionalProperties } = checks;
  if (additionalProperties)
    for (const name of Object.keys(value))
      if (!checks.isListed(name)) judgeProperty(additionalProperties, name);
}

function judgeItems(
  parent: Position,
  { prefixItems, items }: NodeChecks,
  values: Json[],
  judgement: Judgement,
): void {
  if (prefixItems.size === 0 && items === undefined) return;
  for (const [key, value] of values.entries()) {
    const node = prefixItems.get(key) ?? items;
    if (node) judgeNode({ node, value, parent, key }, judgement);
  }
}

function judgeInPlace(parent: Position, { inPlace, condition }: NodeChecks, judgement: Judgement): void {
  const { node, value } = parent;
  for (const { node: part, dependsOn } of inPlace)
    if (dependsOn === undefined || (isObject(value) && Object.hasOwn(value, dependsOn)))
      judgeNode({ node: part, value, parent }, judgement);
  if (condition === undefined) return;
  const branch = findChild(node, isValid(condition, value) ? 'then' : 'else');
  if (branch) judgeNode({ node: branch, value, parent }, judgement);
}

function judgeUnion(position: Position, union: Union, judgement: Judgement): void {
  const { value } = position;
  const { keyword, clause, discriminatorClause } = union;
  const { branches, validCount, nearest } = selectBranches(union, value);
  if (discriminatorClause && branches.length === 0) {
    judgement.observe({ clause: discriminatorClause.id, failure: describeTagFailure(position) });
    return;
  }
  if (discriminatorClause) judgement.observe({ clause: discriminatorClause.id });
  const passes = branches.length > 0 && (keyword === 'anyOf' || validCount <= 1);
  if (clause) {
    const expected = describeExpectedBranch(union, validCount, nearest);
    const failure = passes ? undefined : { instancePointer: getPointer(position), expected, received: value };
    judgement.observe({ clause: clause.id, ...(failure && { failure }) });
  }
  for (const branch of branches) judgeNode({ node: branch, value, parent: position }, judgement);
}

function describeTagFailure(position: Position): NonNullable<ShapeObservation['failure']> {
  const { node, value } = position;
  const instancePointer = getPointer(position);
  const tags = node.edges.flatMap((edge) => edge.node.tag?.values ?? []);
  const expected = `one of ${tags.map((tag) => JSON.stringify(tag)).join(', ')}`;
  const property = typeof node.schema === 'object' ? node.schema.discriminator?.propertyName : undefined;
  if (!isObject(value) || property === undefined) return { instancePointer, expected, received: value };
  const received = Object.hasOwn(value, property) ? (value[property] as Json) : undefined; // a part of a JSON body
  return { instancePointer: joinPointer(instancePointer, property), expected, received };
}

function describeExpectedBranch(
  { expected }: Union,
  validCount: number,
  nearest: SchemaNode | undefined,
): string {
  if (validCount > 1) return `${expected}, but ${validCount} of the schemas accept it`;
  return nearest ? `${expected} (nearest: ${nearest.name})` : expected;
}
