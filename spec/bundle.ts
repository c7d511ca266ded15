import { readFileSync } from 'node:fs';
import { dirname, relative, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import { ContractError } from './contract-error.ts';
import type { Json, JsonObject } from './json.ts';
import { parse } from './parse.ts';
import { isSplit, whyOutside } from './references.ts';
import type { SourceMap } from './source-map.ts';

interface Source {
  file: string;
  allowReferences?: boolean;
}

/** A file as the parser names it: a path, or a file URL. */
const pathOf = (url: string): string => (url.startsWith('file:') ? fileURLToPath(url) : url);

/**
 * Puts what references to other files refer to in their place, so that all references are internal.
 * @throws {ContractError} where a file cannot be read or lies outside the document's folder.
 */
export async function bundle(document: JsonObject, source: Source, map: SourceMap): Promise<JsonObject> {
  if (!isSplit(document)) return document;
  const path = resolvePath(source.file);
  try {
    const bundled: unknown = await SwaggerParser.bundle(path, document as never, options(source, path, map)); // its type is that of a valid document
    return bundled as JsonObject; // the parser changes the document in place
  } catch (cause) {
    const says = `has references that cannot be followed: ${cause instanceof Error ? cause.message : cause}`;
    throw new ContractError([{ at: '#', source: { file: source.file, line: 1 }, says }], { cause });
  }
}

/** Files are read by us, after the check of their place: those of the document's files may have references too. */
function options(source: Source, document: string, map: SourceMap): SwaggerParser.Options {
  const printed = (path: string): string => relative(dirname(document), path);
  const file = {
    order: 1,
    canRead: ({ url }: { url: string }) => !/^https?:/.test(url),
    read({ url }: { url: string }): string {
      const path = pathOf(url);
      const why = source.allowReferences ? undefined : whyOutside(path, document);
      if (why) throw new Error(`${printed(path)} is a file ${why}`);
      return readFileSync(path, 'utf8');
    },
  };
  const contract = {
    order: 1,
    canParse: true,
    parse: ({ url, data }: { url: string; data: unknown }): Json =>
      parse(String(data), printed(pathOf(url)), map),
  };
  return {
    resolve: { file, ...(source.allowReferences ? {} : { http: false }) },
    parse: { json: false, yaml: false, text: false, binary: false, contract },
  } as SwaggerParser.Options; // its types ask for whole plug-ins, its code for these fields
}
