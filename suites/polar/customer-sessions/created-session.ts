import { type InstancePointer, isObject, type Json, type JsonObject, valueAt } from '../../../spec/json.ts';
import { memoize } from '../../../spec/memoize.ts';
import type { Exchange } from '../../../spec/openapi/exchange.ts';
import type { BodySpec } from '../../../spec/openapi/request.ts';
import { findHeader } from '../../../spec/openapi/request.ts';
import type { RuleFailure, RuleResult, SuiteContext } from '../../suite.ts';

/** A created session and the request body that created it. */
export interface CreatedSession {
  exchange: Exchange;
  session: JsonObject;
  requestBody: JsonObject;
}

/** Returns the session that an exchange created; undefined if the status is not 201 or a body is not a JSON object. */
export const parseCreatedSession = memoize((exchange: Exchange): CreatedSession | undefined => {
  const { response } = exchange;
  if (response?.status !== 201) return undefined;
  const session = response.body.json?.value;
  const requestBody = parseRequestBody(exchange.case.request.body);
  if (!isObject(session) || !isObject(requestBody)) return undefined;
  // both values were parsed from JSON
  return { exchange, session: session as JsonObject, requestBody: requestBody as JsonObject };
});

function parseRequestBody(body: BodySpec | undefined): Json | undefined {
  if (!body || 'base64' in body) return undefined;
  if ('json' in body) return body.json;
  try {
    return JSON.parse(body.text.replace(/^\uFEFF/, '')) as Json; // JSON.parse returns JSON
  } catch {
    return undefined;
  }
}

type SessionCheck = (created: CreatedSession, context: SuiteContext) => RuleResult;

/** Creates the `judge` function of a rule about created sessions: other exchanges are not judged. */
export const judgeSession = (check: SessionCheck) => (exchange: Exchange, context: SuiteContext) => {
  const created = parseCreatedSession(exchange);
  return created && check(created, context);
};

/**
 * Returns a string of the session; undefined if it is missing or not a string, which the clauses of the schema report.
 */
export function getString({ session }: CreatedSession, pointer: InstancePointer): string | undefined {
  const value = valueAt(session, pointer);
  return typeof value === 'string' ? value : undefined;
}

export function createFailure(
  { session }: CreatedSession,
  pointer: InstancePointer,
  expected: string,
): RuleFailure {
  const value = valueAt(session, pointer) as Json | undefined; // every part of a JSON value is JSON
  return {
    location: { body: pointer },
    expected,
    received: value === undefined ? { words: 'nothing' } : { value },
  };
}

/**
 * Returns the time of the response in milliseconds since the epoch: from its `Date` field, in whole seconds, or if that
 * is missing from the clock of this machine.
 */
export function getResponseTime({ exchange }: CreatedSession): { time: number; isFromDateField: boolean } {
  const date = findHeader(exchange.response?.headers ?? [], 'date');
  const time = Date.parse(date ?? '');
  return Number.isNaN(time)
    ? { time: exchange.startedAt, isFromDateField: false }
    : { time, isFromDateField: true };
}
