import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import { isObject, type JsonObject } from '../json.ts';
import { listSwaggerOperations, prepareSwagger } from './prepare-swagger.ts';
import type { SourceMap } from './source-map.ts';
import { tagOrigins, transferLines } from './transfer-lines.ts';

export const isSwagger = (document: JsonObject): boolean => document.swagger !== undefined;

/**
 * Returns a Swagger 2.0 document as OpenAPI 3.0. Its entries have the lines and pointers of the original.
 * @throws TypeError if the document is malformed
 */
export function convertSwagger(original: JsonObject, map: SourceMap): JsonObject {
  const tagged = tagOrigins(original);
  prepareSwagger(tagged);
  const converted = upgradeFromTwoToThree(tagged) as unknown as JsonObject; // its type describes any OpenAPI 3.0 document
  for (const operation of listSwaggerOperations(converted)) placeEncoding(operation);
  return transferLines(converted, { original, map, sections: { securitySchemes: '#/securityDefinitions' } });
}

/** The encoding that `prepareSwagger` has left at the body belongs to its media types. */
function placeEncoding({ requestBody }: JsonObject): void {
  if (!isObject(requestBody)) return;
  const { 'x-encoding': encoding, content } = requestBody;
  delete requestBody['x-encoding'];
  if (encoding === undefined || !isObject(content)) return;
  for (const mediaType of Object.values(content)) if (isObject(mediaType)) mediaType.encoding = encoding;
}
