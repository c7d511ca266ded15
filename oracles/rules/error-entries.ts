import { type InstancePointer, isObject } from '../../spec/json.ts';
import { memoize } from '../../spec/memoize.ts';
import type { CheckContext } from '../check-context.ts';
import { type ResolvedLoc, resolveLoc } from '../resolve-loc.ts';

/** One entry of a 422's `detail`, with its location in the response body. */
export interface ErrorEntry {
  error: Record<string, unknown>;
  instancePointer: InstancePointer;
}

/** An entry with the location in the request body to which its `loc` leads; undefined if it leads nowhere. */
export interface LocatedEntry {
  entry: ErrorEntry;
  loc: readonly unknown[];
  resolved: ResolvedLoc | undefined;
}

/** Returns the `detail` list of a documented 422 for an invalid request; undefined for all other responses. */
export function getDetail({ response, exchange, model }: CheckContext): unknown[] | undefined {
  if (response.status !== 422 || exchange.case.kind === 'valid' || !model.responses.has('422'))
    return undefined;
  const body = response.body.json?.value;
  return isObject(body) && Array.isArray(body.detail) ? body.detail : undefined;
}

export const listEntries = memoize((context: CheckContext): ErrorEntry[] =>
  (getDetail(context) ?? []).flatMap((error, index) =>
    isObject(error) ? [{ error, instancePointer: `/detail/${index}` }] : [],
  ),
);

/** Lists the entries with a `loc`, which is resolved in the request body. Empty if the request had no JSON body. */
export const locateEntries = memoize((context: CheckContext): LocatedEntry[] => {
  const { exchange, model } = context;
  const { body } = exchange.case.request;
  const root = model.request;
  if (!root || !body || !('json' in body)) return [];
  return listEntries(context).flatMap((entry) => {
    const { loc } = entry.error;
    return Array.isArray(loc) ? [{ entry, loc, resolved: resolveLoc(loc, body.json, root) }] : [];
  });
});
