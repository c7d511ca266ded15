import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { JsonObject } from '../json.ts';
import type { UnlocatedDefect } from './defect.ts';
import { isInternalReference } from './reference.ts';
import { walkReferences } from './walk-references.ts';

export function hasExternalReferences(document: JsonObject): boolean {
  for (const { reference } of walkReferences(document)) if (!isInternalReference(reference)) return true;
  return false;
}

/** Finds references to URLs and to files outside the folder of the document. No file is read. */
export function findForbiddenReferences(document: JsonObject, file: string): UnlocatedDefect[] {
  const defects: UnlocatedDefect[] = [];
  for (const { pointer, reference } of walkReferences(document)) {
    const description = isInternalReference(reference) ? undefined : describeForbidden(reference, file);
    if (description) defects.push({ schemaPointer: pointer, description });
  }
  return defects;
}

function describeForbidden(reference: string, file: string): string | undefined {
  if (isUrl(reference) || isUrl(file)) return `refers to ${reference}: remote references are not allowed`;
  const path = decodePath(reference);
  const problem =
    path === undefined ? 'whose name is not a URI' : describeOutsideFile(resolve(dirname(file), path), file);
  return problem && `refers to ${reference}, a file ${problem}`;
}

const isUrl = (reference: string): boolean => /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(reference);

function decodePath(reference: string): string | undefined {
  try {
    return decodeURIComponent(reference.replace(/[?#].*/s, ''));
  } catch {
    return undefined;
  }
}

/** Describes why a document must not refer to a file; undefined if the file is below the document's folder. */
export function describeOutsideFile(path: string, documentFile: string): string | undefined {
  const folder = dirname(resolve(documentFile));
  const outside = 'outside the folder of the document';
  // Checked before the file system is accessed, so that the message does not reveal which files exist elsewhere.
  if (isOutside(folder, path)) return outside;
  try {
    // compares the targets of symbolic links
    return isOutside(realpathSync(folder), realpathSync(path)) ? outside : undefined;
  } catch {
    return 'that does not exist';
  }
}

function isOutside(folder: string, path: string): boolean {
  const relativePath = relative(folder, path);
  return relativePath.startsWith('..') || isAbsolute(relativePath);
}
