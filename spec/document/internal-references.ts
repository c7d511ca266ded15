import { type JsonObject, type SchemaPointer, valueAt } from '../json.ts';
import type { UnlocatedDefect } from './defect.ts';
import { LIMITS } from './limits.ts';
import type { ObjectKind } from './object-fields.ts';
import { getReference, parseReference, toReference } from './reference.ts';
import { resolvePointer } from './resolve-pointer.ts';
import { walkObjects } from './walk-objects.ts';
import { type Reference, walkReferences } from './walk-references.ts';

/**
 * Finds references that cannot be resolved, and references to an object of the wrong type, such as a parameter used as
 * a schema.
 */
export function findBrokenReferences(document: JsonObject): UnlocatedDefect[] {
  const kinds = new Map<string, ObjectKind>();
  for (const { kind, pointer } of walkObjects(document)) kinds.set(pointer, kind);
  const defects: UnlocatedDefect[] = [];
  for (const reference of walkReferences(document)) {
    const problem = describeBroken(document, kinds, reference);
    if (problem === undefined) continue;
    const description = `refers to ${reference.reference}, ${problem}`;
    defects.push({ schemaPointer: reference.pointer, description });
    if (defects.length >= LIMITS.defects) break;
  }
  return defects;
}

type Kinds = ReadonlyMap<string, ObjectKind>;

function describeBroken(document: JsonObject, kinds: Kinds, reference: Reference): string | undefined {
  const pointer = parseReference(reference.reference);
  if (pointer === undefined) return 'which is not a JSON Pointer';
  const target = resolvePointer(document, pointer);
  if (target === undefined) return describeUnresolved(document, reference, pointer);
  const isBooleanSchema = reference.kind === 'schema' && typeof target.value === 'boolean';
  if (isBooleanSchema || kinds.get(target.pointer) === reference.kind) return undefined;
  const isReportedAtTarget =
    kinds.get(pointer) === reference.kind && getReference(valueAt(document, pointer)) !== undefined;
  return isReportedAtTarget ? undefined : `where no ${reference.kind} is defined`;
}

/**
 * Describes why a reference cannot be resolved. Undefined if a later reference of the same chain reports the problem.
 */
function describeUnresolved(
  document: JsonObject,
  { pointer }: Reference,
  target: SchemaPointer,
): string | undefined {
  const seen = new Set<string>();
  for (let current = target; ; ) {
    if (current === pointer) return 'which refers back to it';
    if (seen.has(current)) return undefined;
    if (seen.size > LIMITS.hops) return `which leads through more than ${LIMITS.hops} references`;
    seen.add(current);
    const reference = getReference(valueAt(document, current));
    const next = parseReference(reference ?? '');
    if (next === undefined)
      return seen.size === 1 && reference === undefined ? 'which does not exist' : undefined;
    current = next;
  }
}

/** Rewrites each reference whose pointer passes through another reference, so that it names its final target. */
export function rewriteIndirectReferences(document: JsonObject): void {
  for (const { value } of walkObjects(document)) {
    const pointer = parseReference(getReference(value) ?? '');
    if (pointer === undefined || valueAt(document, pointer) !== undefined) continue;
    const target = resolvePointer(document, pointer);
    if (target) value.$ref = toReference(target.pointer);
  }
}
