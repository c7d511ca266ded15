import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';

/**
 * SHA-256 of the shipped document with its overlay. A self-test validates that document against the schemas of OpenAPI
 * and JSON Schema, so that runs need not repeat it. Any other document is validated at run time.
 */
export const VERIFIED_DIGEST = '4ea58f1bb2e461fd5018708e2e147ae0c1ee562a495e8092a330aa7d99781c92';

/** Returns the SHA-256 of the document as JSON, in hexadecimal. */
export function computeDigest(document: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}
