import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { PeerInput } from './peer-input.ts';

/**
 * Writes a copy of the document that a peer can read. `adapt` maps every object, nested objects first; `finish` then
 * changes the document in place. Returns the path to the copy.
 */
export async function writeAdaptedDocument(
  { file, directory }: PeerInput,
  name: string,
  adapt: (node: JsonObject) => JsonObject,
  finish: (document: JsonObject) => void = () => {},
): Promise<string> {
  const document = mapObjects(JSON.parse(await readFile(file, 'utf8')), adapt);
  if (isObject(document)) finish(document as JsonObject); // the document was parsed from JSON
  const path = join(directory, `${name}-openapi.json`);
  await writeFile(path, `${JSON.stringify(document, undefined, 2)}\n`);
  return path;
}

function mapObjects(value: Json, change: (node: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject).map(([name, inner]) => [
    name,
    mapObjects(inner, change),
  ]);
  return change(Object.fromEntries(entries));
}

/** Replaces the format `uuid4` for peers that know only `uuid`. */
export const replaceUuid4 = (node: JsonObject): JsonObject =>
  node.format === 'uuid4' ? { ...node, format: 'uuid' } : node;

/** Replaces a tuple with an array whose items match any of its schemas, for peers without `prefixItems`. */
export function replaceTuple({ prefixItems, ...node }: JsonObject): JsonObject {
  return prefixItems === undefined ? node : { ...node, items: { anyOf: prefixItems } };
}
