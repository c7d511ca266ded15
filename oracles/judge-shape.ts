import { isObject, type Json, joinPointer, valueAt } from '../spec/json.ts';
import { toleratesNull } from '../spec/json-schema/schema.ts';
import { findChild, type SchemaNode } from '../spec/json-schema/schema-node.ts';
import { listUnevaluatedKeys } from '../spec/json-schema/unevaluated-keys.ts';
import type { ValidationError } from '../spec/openapi/contract.ts';
import { judgeAssertions } from './judge-assertions.ts';
import { judgeUnion } from './judge-union.ts';
import { getChecks, type NodeChecks } from './node-checks.ts';
import { isValid } from './select-branches.ts';
import { getPointer, type Judgement, type Position, type ShapeObservation } from './shape-position.ts';

/**
 * Judges a body by every clause of its schema tree that applies. The tag of a discriminator selects the only branch
 * that judges. A body that ajv rejects although no clause fails is a failure of the clause `<status>:schema`.
 */
export function judgeShape(root: SchemaNode, body: Json): ShapeObservation[] {
  const observations: ShapeObservation[] = [];
  const { contract, direction, operation, root: status } = root.message;
  const errors = removeDuplicates(contract.getValidator(root.schemaPointer, direction)(body));
  const trials = { left: MAX_TRIALS };
  judgeNode({ node: root, value: body }, { errors, trials, observe: (one) => observations.push(one) });
  const [error] = errors;
  const isExplanation = ({ failure, isAllowed }: ShapeObservation): boolean =>
    failure !== undefined && !isAllowed;
  const isUnexplained = error !== undefined && !observations.some(isExplanation);
  const failure = {
    instancePointer: error?.instancePointer ?? '',
    expected: `a body that is valid against its schema: ${error?.message}`,
    received: body,
  };
  observations.push({ clause: `${operation}/${status}:schema`, ...(isUnexplained && { failure }) });
  return observations;
}

/** Keeps the first error of each keyword at each location: the branches of nested unions repeat each thousands of times. */
function removeDuplicates(errors: readonly ValidationError[]): ValidationError[] {
  const known = new Set<string>();
  return errors.filter(({ schemaPointer, instancePointer }) => {
    const size = known.size;
    return known.add(`${schemaPointer} ${instancePointer}`).size > size;
  });
}

/** Maximum number of branches of failing unions that are tried for one body. */
const MAX_TRIALS = 2000;

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
  for (const union of checks.unions)
    judgeUnion(position, union, judgement, (branch, branchJudgement) =>
      judgeNode({ node: branch, value, parent: position }, branchJudgement),
    );
  judgeInPlace(position, checks, judgement);
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
  for (const { name, clause } of checks.writeOnly) {
    const instancePointer = joinPointer(getPointer(parent), name);
    const failure = { instancePointer, expected: 'absent: it is write-only', received: value[name] as Json };
    const isPresent = Object.hasOwn(value, name);
    judgement.observe({ clause: clause.id, ...(isPresent && { failure, isAllowed: true }) });
  }
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
