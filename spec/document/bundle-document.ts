import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import type { Json, JsonObject } from '../json.ts';
import { assertNoDefects, ContractError, createFileDefect } from './contract-error.ts';
import { describeOutsideFile, hasExternalReferences } from './external-references.ts';
import { parseDocument } from './parse-document.ts';
import { readText, toDisplayPath } from './read-text.ts';
import type { SourceMap } from './source-map.ts';

interface BundleOptions {
  file: string;
  /** Whether references may lead outside the document's folder and to other hosts. */
  allowReferences?: boolean;
  /** Fetches a document by its URL, within limits. */
  fetch?: (url: string) => Promise<string>;
}

/**
 * Replaces references to other files by their targets, so that all references are internal.
 * @throws {ContractError} if a file cannot be read, is not YAML, or is outside the document's folder.
 */
export async function bundleDocument(
  document: JsonObject,
  options: BundleOptions,
  map: SourceMap,
): Promise<JsonObject> {
  if (!hasExternalReferences(document)) return document;
  const path = isHttpUrl(options.file) ? options.file : resolve(options.file);
  const errors: ContractError[] = [];
  try {
    const parserOptions = createParserOptions(path, options, map, errors);
    // the parser declares a valid document, and reports an invalid one
    const bundled: unknown = await SwaggerParser.bundle(path, document as never, parserOptions);
    return bundled as JsonObject; // bundling modifies the document in place
  } catch (cause) {
    throw errors[0] ?? createReferenceError(options.file, cause);
  }
}

function createReferenceError(file: string, cause: unknown): ContractError {
  const description = `has references that cannot be resolved: ${cause instanceof Error ? cause.message : cause}`;
  return new ContractError([createFileDefect(toDisplayPath(file), description)], { cause });
}

interface ParserFile {
  url: string;
  data: unknown;
}

/** Runs the parser and collects the errors of its plug-ins, whose messages it would hide by wrapping them. */
function keepErrors<Result>(errors: ContractError[], action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof ContractError) errors.push(cause);
    throw cause;
  }
}

/**
 * Replaces the parser's file readers: references within other files must stay in the folder too, and their source lines
 * are needed.
 */
function createParserOptions(
  document: string,
  { allowReferences = false, fetch }: BundleOptions,
  map: SourceMap,
  errors: ContractError[],
): SwaggerParser.Options {
  const readFile = ({ url }: ParserFile): string =>
    keepErrors(errors, () => readReferencedFile(toPath(url), document, allowReferences));
  const parse = ({ url, data }: ParserFile): Json =>
    keepErrors(errors, () =>
      parseDocument(String(data), isHttpUrl(url) ? url : toDisplayPath(toPath(url)), map),
    );
  return {
    resolve: {
      file: { order: 1, canRead: ({ url }: ParserFile) => !isHttpUrl(url), read: readFile },
      http: allowReferences && fetch ? createHttpResolver(document, fetch, errors) : false,
    },
    parse: {
      ...{ json: false, yaml: false, text: false, binary: false },
      contract: { order: 1, canParse: true, parse },
    },
  } as SwaggerParser.Options; // the parser's types require complete plug-ins, its code reads only these fields
}

function createHttpResolver(
  document: string,
  fetch: (url: string) => Promise<string>,
  errors: ContractError[],
) {
  return {
    order: 2,
    canRead: ({ url }: ParserFile) => isHttpUrl(url),
    read: ({ url }: ParserFile) =>
      fetch(url).catch((cause: unknown) => {
        const error = createReferenceError(document, cause);
        errors.push(error);
        throw error;
      }),
  };
}

const isHttpUrl = (url: string): boolean => /^https?:/.test(url);

/** Converts the parser's name of a file (a percent-encoded path or a file URL) to a path. */
const toPath = (url: string): string =>
  url.startsWith('file:') ? fileURLToPath(url) : decodeURIComponent(url);

function readReferencedFile(path: string, document: string, allowReferences: boolean): string {
  const problem = allowReferences ? undefined : describeOutsideFile(path, document);
  const description = `refers to ${relative(dirname(document), path)}, a file ${problem}`;
  if (problem) assertNoDefects([createFileDefect(toDisplayPath(document), description)]);
  return readText(path);
}
