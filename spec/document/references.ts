import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve as resolvePath } from 'node:path';
import { type JsonObject, type SchemaPointer, valueAt } from '../json.ts';
import type { Defect, SourceLine } from '../openapi/contract.ts';
import { MOST } from './compose.ts';
import { type Kind, places } from './openapi-fields.ts';
import { MOST_HOPS, pointerOfReference, referenceOf, resolve } from './resolve.ts';

/** A reference and the place that holds it. */
interface Reference {
  kind: Kind;
  at: SchemaPointer;
  reference: string;
}

/** Every reference of the document, in its order; a `$ref` within an example or another literal is none. */
function* references(document: JsonObject): Generator<Reference> {
  for (const { kind, value, at } of places(document)) {
    const reference = referenceOf(value);
    if (reference !== undefined) yield { kind, at, reference };
  }
}

const isInternal = (reference: string): boolean => reference.startsWith('#');

/** Whether anything outside the document is referred to. */
export function isSplit(document: JsonObject): boolean {
  for (const { reference } of references(document)) if (!isInternal(reference)) return true;
  return false;
}

/** Why a file must not be read for a document: it is not below the document's folder. Follows symbolic links. */
export function whyOutside(path: string, documentFile: string): string | undefined {
  const folder = dirname(resolvePath(documentFile));
  // Before anything is asked of the file system: what lies outside is not even looked for.
  if (leaves(folder, path)) return 'outside the folder of the document';
  try {
    return leaves(realpathSync(folder), realpathSync(path))
      ? 'outside the folder of the document'
      : undefined;
  } catch {
    return 'that does not exist';
  }
}

function leaves(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}

const isUrl = (reference: string): boolean => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(reference);

function wrongOutside(reference: string, file: string): string | undefined {
  if (isUrl(reference) || isUrl(file)) return `refers to ${reference}: remote references are not allowed`;
  const path = pathOf(reference);
  const why =
    path === undefined ? 'whose name is not a URI' : whyOutside(resolvePath(dirname(file), path), file);
  return why && `refers to ${reference}, a file ${why}`;
}

function pathOf(reference: string): string | undefined {
  try {
    return decodeURIComponent(reference.replace(/[?#].*/s, ''));
  } catch {
    return undefined;
  }
}

/** The references to other files and hosts that are not allowed. Nothing is read. */
export function forbiddenReferences(
  document: JsonObject,
  file: string,
  sourceOf: (at: SchemaPointer) => SourceLine,
): Defect[] {
  const defects: Defect[] = [];
  for (const { at, reference } of references(document)) {
    const says = isInternal(reference) ? undefined : wrongOutside(reference, file);
    if (says) defects.push({ schemaPointer: at, source: sourceOf(at), description: says });
  }
  return defects;
}

type Kinds = ReadonlyMap<string, Kind>;

function wrongInside(document: JsonObject, kinds: Kinds, reference: Reference): string | undefined {
  const pointer = pointerOfReference(reference.reference);
  if (pointer === undefined) return 'is not a JSON pointer';
  const target = resolve(document, pointer);
  if (target === undefined) return whereTo(document, reference, pointer);
  const isSchema = reference.kind === 'schema' && typeof target.value === 'boolean';
  if (isSchema || kinds.get(target.at) === reference.kind) return undefined;
  return isTold(document, kinds, reference, pointer) ? undefined : `is not the place of a ${reference.kind}`;
}

/** Whether the reference leads to one of its kind, of which the same will be said. */
function isTold(document: JsonObject, kinds: Kinds, { kind }: Reference, pointer: SchemaPointer): boolean {
  return kinds.get(pointer) === kind && referenceOf(valueAt(document, pointer)) !== undefined;
}

/** Where a reference leads that cannot be followed to an end; undefined where that is said of another in its row. */
function whereTo(document: JsonObject, { at }: Reference, start: SchemaPointer): string | undefined {
  const seen = new Set<string>();
  for (let here = start; ; ) {
    if (here === at) return 'leads round in a circle';
    if (seen.has(here)) return undefined;
    if (seen.size > MOST_HOPS) return `leads to more than ${MOST_HOPS} others in a row`;
    seen.add(here);
    const reference = referenceOf(valueAt(document, here));
    const next = pointerOfReference(reference ?? '');
    if (next === undefined) return seen.size === 1 && reference === undefined ? 'leads nowhere' : undefined;
    here = next;
  }
}

/** Names the targets of references by their own places where the way there leads through another reference. */
export function straighten(document: JsonObject): void {
  for (const { value } of places(document)) {
    const pointer = pointerOfReference(referenceOf(value) ?? '');
    if (pointer === undefined || valueAt(document, pointer) !== undefined) continue;
    const target = resolve(document, pointer);
    if (target) value.$ref = `#${target.at.slice(1).split('/').map(encodeURIComponent).join('/')}`;
  }
}

/** The references that lead nowhere, round in a circle, or to something of another kind. */
export function brokenReferences(
  document: JsonObject,
  sourceOf: (at: SchemaPointer) => SourceLine,
): Defect[] {
  const kinds = new Map<string, Kind>();
  for (const { kind, at } of places(document)) kinds.set(at, kind);
  const defects: Defect[] = [];
  for (const reference of references(document)) {
    const says = wrongInside(document, kinds, reference);
    if (says === undefined) continue;
    const { at } = reference;
    defects.push({
      schemaPointer: at,
      source: sourceOf(at),
      description: `refers to ${reference.reference}, which ${says}`,
    });
    if (defects.length >= MOST) break;
  }
  return defects;
}
