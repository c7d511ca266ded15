import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Briefing } from './briefing.ts';

/** Writes a copy of the document that a peer can read: every object in it changed as asked, inner ones first. */
export async function copyOf(
  { file, folder }: Briefing,
  name: string,
  change: (node: JsonObject) => JsonObject,
  finish: (document: JsonObject) => void = () => {},
): Promise<string> {
  const document = changed(JSON.parse(await readFile(file, 'utf8')), change);
  if (isObject(document)) finish(document as JsonObject); // parsed from JSON
  const path = join(folder, `${name}-openapi.json`);
  await writeFile(path, `${JSON.stringify(document, undefined, 2)}\n`);
  return path;
}

function changed(value: Json, change: (node: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((item) => changed(item, change));
  if (!isObject(value)) return value;
  const entries = Object.entries(value as JsonObject).map(([name, inner]) => [name, changed(inner, change)]);
  return change(Object.fromEntries(entries));
}

/** The UUID version of a format is left out: `uuid` is all that the peer knows. */
export const plainUuid = (node: JsonObject): JsonObject =>
  node.format === 'uuid4' ? { ...node, format: 'uuid' } : node;

/** A tuple becomes a list of anything that stands in it. */
export function plainList({ prefixItems, ...node }: JsonObject): JsonObject {
  return prefixItems === undefined ? node : { ...node, items: { anyOf: prefixItems } };
}
