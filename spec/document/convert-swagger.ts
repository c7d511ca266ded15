import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import { isObject, type JsonObject } from '../json.ts';
import { ContractError, createFileDefect } from './contract-error.ts';
import { listSwaggerOperations, prepareSwagger } from './prepare-swagger.ts';
import type { SourceMap } from './source-map.ts';
import { tagOrigins, transferLines } from './transfer-lines.ts';

export const isSwagger = (document: JsonObject): boolean => document.swagger !== undefined;

/**
 * Converts a Swagger 2.0 document to OpenAPI 3.0. The entries keep the lines and pointers of the original.
 * @throws {ContractError} if the document cannot be converted
 */
export function convertSwagger(original: JsonObject, map: SourceMap, file: string): JsonObject {
  const tagged = tagOrigins(original);
  tagged.swagger = '2.0'; // an unquoted 2.0 in YAML is a number
  const converted = convert(tagged, file);
  for (const operation of listSwaggerOperations(converted)) placeEncoding(operation);
  return transferLines(converted, {
    original,
    map,
    file,
    sections: { securitySchemes: '#/securityDefinitions' },
  });
}

function convert(document: JsonObject, file: string): JsonObject {
  try {
    prepareSwagger(document);
    // the converter's type describes any OpenAPI 3.0 document
    return upgradeFromTwoToThree(document) as unknown as JsonObject;
  } catch (cause) {
    const description = `cannot be converted to OpenAPI 3.0: ${cause instanceof Error ? cause.message : cause}`;
    throw new ContractError([createFileDefect(file, description)], { cause });
  }
}

/** Moves the encoding that `prepareSwagger` has stored at the body to the body's media types. */
function placeEncoding({ requestBody }: JsonObject): void {
  if (!isObject(requestBody)) return;
  const { 'x-encoding': encoding, content } = requestBody;
  delete requestBody['x-encoding'];
  if (encoding === undefined || !isObject(content)) return;
  for (const mediaType of Object.values(content)) if (isObject(mediaType)) mediaType.encoding = encoding;
}
