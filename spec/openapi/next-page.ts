import { isJsonObject, type Json, joinPointer, valueAt } from '../json.ts';
import type { Exchange } from './exchange.ts';
import { listFieldLinks } from './link-field.ts';
import { normalizeName } from './path-names.ts';

/** A value of a query parameter that selects the next page. */
export interface NextValue {
  /** The runtime expression of the part of the response that has it. */
  expression: string;
  value: string;
}

/** Maximum number of objects in each other in which a response states the next page. */
const MAX_DEPTH = 2;

/**
 * Finds the value that a query parameter has in the request of the next page: in the `Link` with the relation `next`
 * (RFC 8288), or in a property such as `next_cursor`, `next_page` or `next`, which can be a URL.
 */
export function findNextValue(exchange: Exchange, name: string): NextValue | undefined {
  const expressions = ['$response.header.Link', ...listExpressions(exchange.response?.body.json?.value)];
  for (const expression of expressions) {
    const value = evaluateNextValue(expression, exchange, name);
    if (value !== undefined) return { expression, value };
  }
  return undefined;
}

/** The expressions of the properties that may state the next page, those named `next` first. */
function listExpressions(body: Json | undefined): string[] {
  const list = (value: Json | undefined, pointer: string, depth: number): string[] =>
    isJsonObject(value)
      ? Object.entries(value).flatMap(([name, member]) => {
          const own = joinPointer(pointer, name);
          return isJsonObject(member)
            ? depth < MAX_DEPTH
              ? list(member, own, depth + 1)
              : []
            : /next|cursor/i.test(name) && !/prev|first|start|self/i.test(name)
              ? [own]
              : [];
        })
      : [];
  const pointers = list(body, '', 0).toSorted((a, b) => a.split('/').length - b.split('/').length);
  const isNext = (pointer: string): boolean => /next[^/]*$/i.test(pointer);
  return [...pointers.filter(isNext), ...pointers.filter((pointer) => !isNext(pointer))].map(
    (pointer) => `$response.body#${pointer}`,
  );
}

/** Evaluates an expression of a part of the response for a query parameter. Undefined if it has no value for it. */
export function evaluateNextValue(
  expression: string,
  { response }: Exchange,
  name: string,
): string | undefined {
  if (expression === '$response.header.Link') {
    const next = listFieldLinks(response).find(({ relation }) => relation === 'next');
    return next && getParameter(next.url, name);
  }
  const pointer = expression.slice('$response.body#'.length);
  const value = valueAt(response?.body.json?.value, pointer);
  if (typeof value === 'number') {
    const isOfParameter = normalizeName(pointer.split('/').at(-1) ?? '') === `next${normalizeName(name)}`;
    return isOfParameter ? String(value) : undefined;
  }
  if (typeof value !== 'string' || value === '') return undefined;
  return /^(https?:|\/|\?)/.test(value) ? getParameter(value, name) : value;
}

const getParameter = (url: string, name: string): string | undefined =>
  new URLSearchParams(url.split('?')[1] ?? '').get(name) ?? undefined;
