import type { Json, JsonObject, SchemaPointer } from '../json.ts';
import { createValidator } from '../json-schema/validator.ts';
import type { Contract, SourceLine } from '../openapi/contract.ts';
import { operationsOf } from '../openapi/operations.ts';
import { serversOf } from '../openapi/servers.ts';
import { bundle } from './bundle.ts';
import { demandNone } from './contract-error.ts';
import { dereference } from './dereference.ts';
import { fatalDefects } from './fatal-defects.ts';
import { applyOverlay } from './overlay.ts';
import { parse } from './parse.ts';
import { printed, readText } from './read.ts';
import { separateSiblings } from './ref-siblings.ts';
import { brokenReferences, forbiddenReferences, straighten } from './references.ts';
import { locate, type SourceMap } from './source-map.ts';
import { schemaDefects, structuralDefects, whyNotOpenApi } from './structural-defects.ts';
import { upgrade } from './upgrade.ts';
import { digestOf, shippedDigest } from './verified-digest.ts';

export interface ContractSource {
  /** The document's file: its name in messages, and its folder is what references may reach. */
  file: string;
  /** An OpenAPI Overlay to apply. */
  overlay?: string;
  /** Whether references may leave the folder and the machine. */
  allowReferences?: boolean;
  /** Gets a document by its URL, within limits; without it no reference leaves the machine. */
  fetch?: (url: string) => Promise<string>;
  /** The document itself, where the file need not be read. */
  text?: string;
}

type SourceOf = (at: SchemaPointer) => SourceLine;

/**
 * Reads, repairs, checks and dereferences an OpenAPI document.
 * @throws {ContractError} listing every defect that keeps the document from being a contract.
 */
export async function loadContract(source: ContractSource): Promise<Contract> {
  const map: SourceMap = new WeakMap();
  const file = printed(source.file);
  const text = source.text ?? readText(source.file);
  const written = await readDocument(source, text, file, map);
  const sourceOf: SourceOf = (at) => locate(map, written, { file, line: 1 }, at);
  const document = await prepare(written, sourceOf);
  const dereferenced = await dereference(document, sourceOf('#'));
  const view = { document, dereferenced };
  const { title, version } = document.info as { title: string; version: string }; // OpenAPI's own schema was asked
  return {
    ...{ title, version, file, lines: text.split(/\r?\n/), document, locate: sourceOf },
    servers: serversOf(document),
    operations: operationsOf(view),
    pointerTo: dereferenced.pointerOf,
    validator: createValidator(document),
  };
}

/** The document as written, with its overlay and, in place of references to other files, what they refer to. */
async function readDocument(
  source: ContractSource,
  text: string,
  file: string,
  map: SourceMap,
): Promise<JsonObject> {
  const value = parse(text, file, map);
  const line = locate(map, value, { file, line: 1 }, '#');
  const says = whyNotOpenApi(value);
  if (says) demandNone([{ schemaPointer: '#', source: line, description: says }]);
  const document = value as JsonObject; // whyNotOpenApi says so
  if (source.overlay !== undefined) applyOverlay(document, readOverlay(source.overlay, map));
  const sourceOf: SourceOf = (at) => locate(map, document, { file, line: 1 }, at);
  if (!source.allowReferences) demandNone(forbiddenReferences(document, source.file, sourceOf));
  return bundle(document, source, map);
}

/** The document as JSON Schema 2020-12 and as dereferencing needs it; no place moves. */
async function prepare(written: JsonObject, sourceOf: SourceOf): Promise<JsonObject> {
  const isChecked = digestOf(written) === shippedDigest;
  if (!isChecked) demandNone(await structuralDefects(written, sourceOf));
  const document = structuredClone(written);
  upgrade(document);
  separateSiblings(document);
  demandNone([
    ...brokenReferences(document, sourceOf),
    ...(isChecked ? [] : schemaDefects(document, sourceOf)),
    ...fatalDefects(document, sourceOf),
  ]);
  straighten(document);
  return document;
}

function readOverlay(path: string, map: SourceMap): { value: Json; file: string; map: SourceMap } {
  const file = printed(path);
  return { value: parse(readText(path), file, map), file, map };
}
