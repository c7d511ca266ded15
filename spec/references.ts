import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve as resolvePath } from 'node:path';
import type { Defect, SourceLine } from './contract.ts';
import { places } from './grammar.ts';
import { type DocumentPointer, isObject, type JsonObject, at as valueAt } from './json.ts';
import { pointerOfReference, referenceOf, resolve } from './resolve.ts';

/** A reference and the place that holds it. */
interface Reference {
  at: DocumentPointer;
  reference: string;
}

/** Every reference of the document, in its order; a `$ref` within an example or another literal is none. */
export function* references(document: JsonObject): Generator<Reference> {
  for (const { value, at } of places(document)) {
    const reference = referenceOf(value);
    if (reference !== undefined) yield { at, reference };
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
  sourceOf: (at: DocumentPointer) => SourceLine,
): Defect[] {
  const defects: Defect[] = [];
  for (const { at, reference } of references(document)) {
    const says = isInternal(reference) ? undefined : wrongOutside(reference, file);
    if (says) defects.push({ at, source: sourceOf(at), says });
  }
  return defects;
}

function wrongInside(document: JsonObject, reference: string): string | undefined {
  const pointer = pointerOfReference(reference);
  if (pointer === undefined) return `refers to ${reference}, which is not a JSON pointer`;
  const target = resolve(document, pointer);
  if (target === undefined)
    return `refers to ${reference}, which leads ${isCircle(document, pointer) ? 'round in a circle' : 'nowhere'}`;
  if (isObject(target.value) || typeof target.value === 'boolean') return undefined;
  return `refers to ${reference}, which is neither an object nor a boolean`;
}

function isCircle(document: JsonObject, start: DocumentPointer): boolean {
  const seen = new Set<string>();
  for (let here: DocumentPointer | undefined = start; here !== undefined; ) {
    if (seen.has(here)) return true;
    seen.add(here);
    here = pointerOfReference(referenceOf(valueAt(document, here)) ?? '');
  }
  return false;
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

/** The references that lead nowhere, or round in a circle. */
export function brokenReferences(
  document: JsonObject,
  sourceOf: (at: DocumentPointer) => SourceLine,
): Defect[] {
  const defects: Defect[] = [];
  for (const { at, reference } of references(document)) {
    const says = wrongInside(document, reference);
    if (says) defects.push({ at, source: sourceOf(at), says });
  }
  return defects;
}
