import { isObject, type Json } from '../spec/json.ts';
import type { Exchange } from '../spec/openapi/exchange.ts';
import { isNamed, printValues } from './is-named.ts';

/**
 * Whether a rejection names other properties of the request's body, and not the changed part. It then shows nothing about
 * the change: the other properties may not fit it, or may have become invalid, as an id of what is gone.
 * @param changed the name of the changed property or parameter; empty if it has none
 */
export function blamesOtherPart({ case: { request }, response }: Exchange, changed: string): boolean {
  const { body } = request;
  if (changed === '' || !response || !body || !('json' in body)) return false;
  const text = response.body.json ? printValues(response.body.json.value) : response.body.text;
  if (isNamed(text, changed)) return false;
  return [...listNames(body.json)].some((name) => name !== changed && isNamed(text, name));
}

/** The name of the property or parameter that a clause about a request is about: `request/author/name:type`. */
export function findClausePart(clause: string): string {
  const path = clause.slice(0, clause.lastIndexOf(':')).split('/');
  const part = path.findLast((segment) => !/^[-+]?$/.test(segment.replace(/@.*$/, ''))) ?? '';
  const name = part.replace(/@.*$/, '').replace(/^(query|path|header|cookie)\./, '');
  return name === 'request' ? '' : name;
}

function listNames(value: Json, names = new Set<string>()): Set<string> {
  if (!isObject(value) && !Array.isArray(value)) return names;
  for (const [name, member] of Object.entries(value)) {
    if (!Array.isArray(value)) names.add(name);
    listNames(member, names);
  }
  return names;
}
