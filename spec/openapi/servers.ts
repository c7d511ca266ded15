import { getOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { parseUrl } from '../parse-url.ts';
import type { Server } from './contract.ts';

/** Lists the servers of the document with unique names and with their variables replaced by their defaults. */
export function listServers(document: JsonObject): Server[] {
  const usedNames = new Set<string>();
  return filterObjects(document.servers).map((server) => {
    const url = substituteVariables(server);
    const name = makeUnique(chooseName(server, url), usedNames);
    const { description } = server;
    return typeof description === 'string' ? { name, url, description } : { name, url };
  });
}

const filterObjects = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((item): item is JsonObject => isObject(item)) : [];

/** Replaces the variables of a server URL by their defaults, which OpenAPI requires (3.1.1 section 4.8.6). */
function substituteVariables({ url, variables }: JsonObject): string {
  return String(url).replace(/\{([^{}]*)\}/g, (expression, name: string) => {
    // a part of a JSON document
    const variable = isObject(variables) ? getOwn(variables as JsonObject, name) : undefined;
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : expression;
  });
}

function chooseName({ 'x-speakeasy-server-id': id, description }: JsonObject, url: string): string {
  if (typeof id === 'string' && id !== '') return id;
  const described = typeof description === 'string' ? toSlug(description) : '';
  return described || toSlug(parseUrl(url)?.host ?? url) || 'server';
}

const toSlug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function makeUnique(name: string, usedNames: Set<string>): string {
  let candidate = name;
  for (let count = 2; usedNames.has(candidate); count++) candidate = `${name}-${count}`;
  usedNames.add(candidate);
  return candidate;
}
