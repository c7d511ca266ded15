import { isJsonObject, type JsonObject } from '../json.ts';
import type { Operation } from '../openapi/contract.ts';
import { readOperationLabels } from '../openapi/operation-labels.ts';
import { assertNoDefects } from './contract-error.ts';
import { type Defect, type Locate, locateDefect, type UnlocatedDefect } from './defect.ts';
import { downgradeDocument, type UnsupportedPart } from './downgrade-document.ts';
import { findFatalDefects } from './fatal-defects.ts';
import { findBrokenReferences, rewriteIndirectReferences } from './internal-references.ts';
import { type DefectiveOperation, isolateDefects } from './isolate-defects.ts';
import { moveRefsIntoAllOf } from './move-refs-into-all-of.ts';
import { walkOperations, walkWebhooks } from './reached-pointers.ts';
import { findSchemaDefects, findStructuralDefects } from './structural-defects.ts';
import { upgradeDocument } from './upgrade-document.ts';
import { computeDigest, VERIFIED_DIGEST } from './verified-digest.ts';

interface NormalizedDocument {
  /** The document as JSON Schema 2020-12, without its defective parts. All pointers are those of the original. */
  document: JsonObject;
  defects: readonly Defect[];
  /** The operations that use a part with a defect. They have neither parameters nor responses. */
  defective: readonly Operation[];
  /** The webhooks that use a part with a defect. */
  defectiveWebhooks: readonly Operation[];
  unsupported: readonly UnsupportedPart[];
}

/**
 * Validates the document and returns a copy that can be dereferenced.
 * @throws {ContractError} if a defect concerns the whole document, or every operation and webhook
 */
export async function normalizeDocument(bundled: JsonObject, locate: Locate): Promise<NormalizedDocument> {
  const isVerified = computeDigest(bundled) === VERIFIED_DIGEST;
  const normalized: MutableDocument = {
    document: structuredClone(bundled),
    locate,
    defects: [],
    defective: [],
    defectiveWebhooks: [],
  };
  const { document } = normalized;
  const unsupported = downgradeDocument(document);
  if (!isVerified) await removeDefects(normalized, findStructuralDefects);
  upgradeDocument(document);
  moveRefsIntoAllOf(document);
  await removeDefects(normalized, () => [
    ...findBrokenReferences(document),
    ...(isVerified ? [] : findSchemaDefects(document)),
    ...findFatalDefects(document),
  ]);
  rewriteIndirectReferences(document);
  return { ...normalized, unsupported };
}

interface MutableDocument {
  document: JsonObject;
  locate: Locate;
  defects: Defect[];
  defective: Operation[];
  defectiveWebhooks: Operation[];
}

/** Removes defective parts until no more defects are found, because each search stops after the first ones. */
async function removeDefects(
  normalized: MutableDocument,
  find: (document: JsonObject) => UnlocatedDefect[] | Promise<UnlocatedDefect[]>,
): Promise<void> {
  const { document, defects, defective, defectiveWebhooks, locate } = normalized;
  for (;;) {
    const found = await find(document);
    if (found.length === 0) return;
    const isRemovable = !found.some((defect) => defects.some((known) => isSameDefect(known, defect)));
    defects.push(...found.map((defect) => locateDefect(defect, locate)));
    const isolated = isRemovable ? isolateDefects(document, found) : undefined;
    const [left] = [...walkOperations(document), ...walkWebhooks(document)];
    if (!isolated || !left) assertNoDefects(defects);
    for (const operation of isolated ?? [])
      (operation.section === 'webhooks' ? defectiveWebhooks : defective).push(toOperation(operation, locate));
  }
}

const isSameDefect = (one: UnlocatedDefect, other: UnlocatedDefect): boolean =>
  one.schemaPointer === other.schemaPointer && one.description === other.description;

function toOperation(defective: DefectiveOperation, locate: Locate): Operation {
  const { method, path, pointer, value, defects } = defective;
  return {
    ...readOperationLabels(defective, isJsonObject(value) ? value : {}),
    ...{ method, path, pointer },
    ...{ security: [], parameters: [], responses: [] },
    defects: defects.map((defect) => locateDefect(defect, locate)),
  };
}
