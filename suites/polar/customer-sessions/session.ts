import type { Finding } from '../../../spec/clauses/verdict.ts';
import { type InstancePointer, isObject, type Json, type JsonObject, valueAt } from '../../../spec/json.ts';
import type { Body, Exchange } from '../../../spec/openapi/exchange.ts';

type Wrong = Pick<Finding, 'location' | 'expected' | 'received'>;

/** A session that was created, and what it was asked with. */
export interface Created {
  exchange: Exchange;
  session: JsonObject;
  sent: JsonObject;
}

/** The session that an exchange created; undefined where it created none, or one of the two cannot be read. */
export function createdBy(exchange: Exchange): Created | undefined {
  const { response } = exchange;
  if (response?.status !== 201) return undefined;
  const session = response.body.json?.value;
  const sent = sentBy(exchange.case.request.body);
  if (!isObject(session) || !isObject(sent)) return undefined;
  return { exchange, session: session as JsonObject, sent: sent as JsonObject }; // isObject was asked of JSON
}

function sentBy(body: Body | undefined): Json | undefined {
  if (!body || 'base64' in body) return undefined;
  if ('json' in body) return body.json;
  try {
    return JSON.parse(body.text.replace(/^\uFEFF/, '')) as Json; // what JSON.parse gives is JSON
  } catch {
    return undefined; // not JSON: what was asked is unknown
  }
}

/** A text member of the session; undefined where there is none, which is for the clauses of shape to say. */
export function text({ session }: Created, where: InstancePointer): string | undefined {
  const value = valueAt(session, where);
  return typeof value === 'string' ? value : undefined;
}

/** A finding at a place of the session. */
export function wrong({ session }: Created, where: InstancePointer, expected: string): Wrong {
  const value = valueAt(session, where) as Json | undefined; // a place in a JSON body holds JSON
  return {
    location: { body: where },
    expected,
    received: value === undefined ? { words: 'nothing' } : { value },
  };
}

/** When the answer was made, by its own `Date` (whole seconds); by our clock where it has none. Milliseconds since the epoch. */
export function madeAt({ exchange }: Created): { time: number; own: boolean } {
  const date = exchange.response?.headers.find(([name]) => name.toLowerCase() === 'date')?.[1];
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? { time: exchange.startedAt, own: false } : { time, own: true };
}
