import fc from 'fast-check';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isSameValue } from '../../oracles/resources/compare-values.ts';
import { getOwn, isJsonObject, type Json, type JsonObject, parsePointer } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import { listProperties } from '../../spec/openapi/list-parameters.ts';
import { splitIdName } from '../../spec/openapi/path-names.ts';
import { createNegativeCases } from '../cases/negative.ts';
import { uniqueSuffix } from '../cases/unique-values.ts';
import type { PlanContext } from '../context.ts';
import { ifSupported } from '../if-supported.ts';
import { isValidAt } from '../is-valid-at.ts';

/** A text with characters of one to four bytes in UTF-8, and characters that HTML and SQL reserve. */
const specialText = ` Zoë 東京 😀 & <i> 'x'`;

/** The body of an accepted request, the largest one; undefined if none is a JSON object. */
export function findSeedBody({ seedMessages }: PlanContext): JsonObject | undefined {
  const bodies = seedMessages.flatMap(({ message: { body } }) => (isJsonObject(body) ? [body] : []));
  return bodies.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length)[0];
}

/** Returns the schemas of the properties of the request body. */
const listBodyProperties = ({ model: { request } }: PlanContext): [name: string, schema: Schema][] =>
  request ? listProperties(request.schema) : [];

/** The names of the properties that the requests of the operations can set. */
export const listSettable = (contexts: readonly PlanContext[]): Set<string> =>
  new Set(contexts.flatMap((context) => listBodyProperties(context).map(([name]) => name)));

/** Returns the body with values that servers may damage: text of several scripts, and null. */
export function withSpecialValues(context: PlanContext, body: JsonObject): JsonObject {
  const { request } = context.model;
  if (!request) return body;
  let special = body;
  for (const [name, schema] of listBodyProperties(context)) {
    const old = getOwn(special, name);
    const isFree =
      typeof schema !== 'boolean' &&
      !schema.format &&
      !schema.pattern &&
      !schema.enum &&
      schema.const === undefined;
    const values: Json[] = typeof old === 'string' ? (isFree ? [`${old}${specialText}`] : []) : [null];
    const changed = values
      .map((value) => ({ ...special, [name]: value }))
      .find((each) => isValidAt(request, each));
    if (changed) special = changed;
  }
  return special;
}

/** A body that gives a property of an item another value. */
export interface ChangedBody {
  property: string;
  body: JsonObject;
}

/**
 * Lists bodies that change one property of an item, those with free texts first. The rest of the body has the values of
 * the item, or for a PATCH only what is required.
 */
export function listChangedBodies(context: PlanContext, item: JsonObject, isPartial: boolean): ChangedBody[] {
  const { request } = context.model;
  const seed = findSeedBody(context);
  if (!request || !seed) return [];
  const properties = listBodyProperties(context);
  const required = new Set(typeof request.schema === 'boolean' ? [] : request.schema.required);
  const own = properties.flatMap(([name]) => {
    const current = getOwn(item, name);
    return current === undefined ? [] : [[name, current] as const];
  });
  const full = { ...seed, ...Object.fromEntries(own) };
  const base = isPartial
    ? Object.fromEntries(Object.entries(full).filter(([name]) => required.has(name)))
    : full;
  const fallback = isPartial
    ? Object.fromEntries(Object.entries(seed).filter(([name]) => required.has(name)))
    : seed;
  return properties
    .filter(([name]) => item[name] !== undefined && !isReference(name))
    .flatMap(([property, schema]) =>
      listOtherValues(context, schema, item[property] ?? null).map((value) => ({ property, value })),
    )
    .toSorted((a, b) => rank(a.value) - rank(b.value))
    .flatMap(({ property, value }) => {
      const bodies = [base, fallback].map((each) => ({ ...each, [property]: value }));
      const body = bodies.find((each) => isValidAt(request, each));
      return body ? [{ property, body }] : [];
    });
}

/** Whether a property names another resource, whose ids cannot be generated. */
const isReference = (name: string): boolean => /^(id|uuid)$/i.test(splitIdName(name)?.property ?? name);

/** Texts are changed first: states and numbers are more often subject to other rules. */
const rank = (value: Json): number => ['string', 'number', 'boolean'].indexOf(typeof value) >>> 0;

function listOtherValues({ values, seed }: PlanContext, schema: Schema, current: Json): Json[] {
  if (typeof current === 'boolean') return [!current];
  const isText = typeof schema !== 'boolean' && !schema.format && !schema.pattern && !schema.enum;
  const own: Json[] = typeof current === 'string' && isText ? [`Changed ${uniqueSuffix(seed)}`] : [];
  const near: Json[] = typeof current === 'number' ? [current + 1, current - 1] : [];
  const samples = ifSupported(
    () => fc.sample(validValue(schema, values), { seed, numRuns: 5 }),
    (): Json[] => [],
  );
  return [...own, ...near, ...samples.filter((value) => value !== null && typeof value !== 'object')]
    .filter((value) => !isSameValue(value, current))
    .slice(0, 2);
}

/** Maximum number of negative cases that are generated to find a suitable one. */
const MAX_GENERATED = 60;

/**
 * Returns a body that changes one property and violates the schema of another one, so that a server which applies a
 * part of a rejected request shows it; undefined if there is none.
 */
export function createInvalidBody(
  context: PlanContext,
  { property, body }: ChangedBody,
): JsonObject | undefined {
  const { request } = context.model;
  if (!request) return undefined;
  let generated = 0;
  for (const { violation, request: sent } of createNegativeCases(context).firstRound) {
    generated += 1;
    if (generated > MAX_GENERATED) return undefined;
    const [name, ...rest] = parsePointer(
      violation?.instancePointer.startsWith('/') ? violation.instancePointer : '',
    );
    const after = violation?.after;
    if (name === undefined || rest.length > 0 || name === property || after === undefined || !sent.body)
      continue;
    const invalid = { ...body, [name]: after };
    if (!isValidAt(request, invalid)) return invalid;
  }
  return undefined;
}
