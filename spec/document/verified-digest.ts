import { createHash } from 'node:crypto';
import type { JsonObject } from '../json.ts';

/**
 * SHA-256 of the shipped document with its overlay applied: a self-test has held it to the schemas of OpenAPI and of JSON
 * Schema, so that a run need not. Whatever differs from it by a byte is checked anew.
 */
export const shippedDigest = '4ea58f1bb2e461fd5018708e2e147ae0c1ee562a495e8092a330aa7d99781c92';

/** SHA-256 of a document as JSON, in hexadecimal digits. */
export function digestOf(document: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}
