import { dirname, relative, resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import type { Json, JsonObject } from '../json.ts';
import { ContractError, demandNone } from './contract-error.ts';
import { parse } from './parse.ts';
import { printed, readText } from './read.ts';
import { isSplit, whyOutside } from './references.ts';
import type { SourceMap } from './source-map.ts';

interface Source {
  file: string;
  allowReferences?: boolean;
  /** Gets a document by its URL, within limits. */
  fetch?: (url: string) => Promise<string>;
}

/**
 * Puts what references to other files refer to in their place, so that all references are internal.
 * @throws {ContractError} where a file cannot be read, is not YAML, or lies outside the document's folder.
 */
export async function bundle(document: JsonObject, source: Source, map: SourceMap): Promise<JsonObject> {
  if (!isSplit(document)) return document;
  const path = isRemote(source.file) ? source.file : resolvePath(source.file);
  const failures: ContractError[] = [];
  try {
    const options = optionsOf(path, source, map, failures);
    const bundled: unknown = await SwaggerParser.bundle(path, document as never, options); // its type is that of a valid document
    return bundled as JsonObject; // the document itself, changed in place
  } catch (cause) {
    const says = `has references that cannot be followed: ${cause instanceof Error ? cause.message : cause}`;
    const unknown = [
      { schemaPointer: '#', source: { file: printed(source.file), line: 1 }, description: says } as const,
    ];
    throw failures[0] ?? new ContractError(unknown, { cause });
  }
}

interface File {
  url: string;
  data: unknown;
}

/** Files are read and parsed by us: their own references must stay within the folder too, and their lines be known. */
function optionsOf(
  document: string,
  { allowReferences: allowed = false, fetch }: Source,
  map: SourceMap,
  failures: ContractError[],
): SwaggerParser.Options {
  const noting = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      // The parser wraps what a plug-in throws, and keeps its message from the reader.
      if (cause instanceof ContractError) failures.push(cause);
      throw cause;
    }
  };
  const read = ({ url }: File): string => noting(() => readNear(pathOf(url), document, allowed));
  const unfetched = (cause: unknown): never => {
    const says = `has references that cannot be followed: ${cause instanceof Error ? cause.message : cause}`;
    return noting(() =>
      demandNone([{ schemaPointer: '#', source: { file: printed(document), line: 1 }, description: says }]),
    ) as never;
  };
  const plain = ({ url, data }: File): Json =>
    noting(() => parse(String(data), isRemote(url) ? url : printed(pathOf(url)), map));
  return {
    resolve: {
      file: { order: 1, canRead: ({ url }: File) => !isRemote(url), read },
      http:
        allowed && fetch
          ? {
              order: 2,
              canRead: ({ url }: File) => isRemote(url),
              read: ({ url }: File) => fetch(url).catch(unfetched),
            }
          : false,
    },
    parse: {
      ...{ json: false, yaml: false, text: false, binary: false },
      contract: { order: 1, canParse: true, parse: plain },
    },
  } as SwaggerParser.Options; // its types ask for whole plug-ins, its code for these fields
}

const isRemote = (url: string): boolean => /^https?:/.test(url);

/** A file as the parser names it: a percent-encoded path, or a file URL. */
const pathOf = (url: string): string =>
  url.startsWith('file:') ? fileURLToPath(url) : decodeURIComponent(url);

function readNear(path: string, document: string, allowed: boolean): string {
  const why = allowed ? undefined : whyOutside(path, document);
  const says = `refers to ${relative(dirname(document), path)}, a file ${why}`;
  if (why)
    demandNone([{ schemaPointer: '#', source: { file: printed(document), line: 1 }, description: says }]);
  return readText(path);
}
