import type { JsonObject } from '../json.ts';
import { createValidator } from '../json-schema/validator.ts';
import type { Contract } from '../openapi/contract.ts';
import { listOperations, listWebhooks } from '../openapi/operations.ts';
import { listServers } from '../openapi/servers.ts';
import { applyOverlay, type Overlay } from './apply-overlay.ts';
import { bundleDocument } from './bundle-document.ts';
import { assertNoDefects, createFileDefect } from './contract-error.ts';
import { convertSwagger, isSwagger } from './convert-swagger.ts';
import { type Locate, locateDefect } from './defect.ts';
import { dereferenceDocument } from './dereference-document.ts';
import { findForbiddenReferences } from './external-references.ts';
import { normalizeDocument } from './normalize-document.ts';
import { parseDocument } from './parse-document.ts';
import { readText, toDisplayPath } from './read-text.ts';
import { resolveAnchors } from './resolve-anchors.ts';
import { findSourceLine, type SourceMap } from './source-map.ts';
import { describeUnsupported } from './structural-defects.ts';

export interface ContractSource {
  /** Path or URL of the document. References may lead to files below its folder. */
  file: string;
  /** Paths of OpenAPI Overlays to apply, in this order. */
  overlay?: string | readonly string[];
  /** Whether references may lead outside the folder and to other hosts. */
  allowReferences?: boolean;
  /** Fetches a document by its URL, within limits. Without it, references to other hosts fail. */
  fetch?: (url: string) => Promise<string>;
  /** The text of the document, if the file need not be read. */
  text?: string;
}

/**
 * Reads, checks and dereferences an OpenAPI document and applies its overlays.
 * @throws {ContractError} listing every defect that makes the document unusable as a contract. A defect that concerns
 * only some of the operations is listed with them instead.
 */
export async function loadContract(source: ContractSource): Promise<Contract> {
  const map: SourceMap = new WeakMap();
  const file = toDisplayPath(source.file);
  const text = source.text ?? readText(source.file);
  const bundled = await readDocument(source, text, file, map);
  const locate: Locate = (pointer) => findSourceLine(map, bundled, { file, line: 1 }, pointer);
  const { document, defects, defective, defectiveWebhooks, unsupported } = await normalizeDocument(
    bundled,
    locate,
  );
  const dereferenced = await dereferenceDocument(document, file);
  const { title, version } = document.info as { title: string; version: string }; // validated by `normalizeDocument`
  return {
    ...{ title, version, file, lines: text.split(/\r?\n/), document, locate },
    servers: listServers(document),
    operations: [...listOperations(dereferenced), ...defective],
    webhooks: [...listWebhooks(dereferenced), ...defectiveWebhooks],
    ...{ defects, unsupported },
    pointerTo: dereferenced.pointerTo,
    getValidator: createValidator(document),
  };
}

/** Returns the document as OpenAPI 3, with its overlays applied and references to other files resolved. */
async function readDocument(
  source: ContractSource,
  text: string,
  file: string,
  map: SourceMap,
): Promise<JsonObject> {
  const value = parseDocument(text, file, map);
  const problem = describeUnsupported(value);
  if (problem) assertNoDefects([createFileDefect(file, problem)]);
  const original = value as JsonObject; // `describeUnsupported` has rejected anything but an object
  for (const path of [source.overlay ?? []].flat()) applyOverlay(original, readOverlay(path, map));
  const document = isSwagger(original) ? convertSwagger(original, map, file) : original;
  resolveAnchors(document);
  const locate: Locate = (pointer) => findSourceLine(map, document, { file, line: 1 }, pointer);
  if (!source.allowReferences)
    assertNoDefects(
      findForbiddenReferences(document, source.file).map((defect) => locateDefect(defect, locate)),
    );
  return bundleDocument(document, source, map);
}

function readOverlay(path: string, map: SourceMap): Overlay {
  const file = toDisplayPath(path);
  return { value: parseDocument(readText(path), file, map), file, map };
}
