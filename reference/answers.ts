import type { Json, JsonObject } from '../spec/json.ts';
import { isWritable } from './json-text.ts';
import type { Answer, Ask, Issue } from './pipeline.ts';

/** An answer with a JSON body. */
export function json(status: number, body: Json, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

/** Where something is wrong with a request: one entry of `detail`. `input` is left out where JSON cannot hold it. */
export function entry(issue: Issue, loc: (string | number)[], input: Json): JsonObject {
  const { type, msg, ctx } = issue;
  return { type, loc, msg, ...(isWritable(input) ? { input } : {}), ...(ctx ? { ctx } : {}) };
}

/** A 422, `error` telling schema errors from those of the data. */
export function refusal(ask: Ask, error: string, detail: JsonObject[]): Answer {
  return json(422, { error, detail: ask.through('detail', detail, ask) });
}

export const unreadable = (): Answer => json(400, { detail: 'There was an error parsing the body' });
export const notFound = (): Answer => json(404, { detail: 'Not Found' });
export const methodNotAllowed = (allow: string): Answer =>
  json(405, { detail: 'Method Not Allowed' }, { allow });
