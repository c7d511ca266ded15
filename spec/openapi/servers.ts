import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Server } from './contract.ts';

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** The servers of the document, each with a name of its own and its variables set to their defaults. */
export function serversOf(document: JsonObject): Server[] {
  const taken = new Set<string>();
  return list(document.servers).map((server) => {
    const url = urlOf(server);
    const name = free(nameOf(server, url), taken);
    const { description } = server;
    return typeof description === 'string' ? { name, url, description } : { name, url };
  });
}

const list = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.filter((item): item is JsonObject => isObject(item)) : [];

function nameOf({ 'x-speakeasy-server-id': id, description }: JsonObject, url: string): string {
  if (typeof id === 'string' && id !== '') return id;
  const described = typeof description === 'string' ? slug(description) : '';
  return described || slug(URL.canParse(url) ? new URL(url).host : url) || 'server';
}

function free(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let count = 2; taken.has(candidate); count++) candidate = `${name}-${count}`;
  taken.add(candidate);
  return candidate;
}

/** OpenAPI 3.1.1 section 4.8.6: a variable has a default. */
function urlOf({ url, variables }: JsonObject): string {
  return String(url).replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : whole;
  });
}
