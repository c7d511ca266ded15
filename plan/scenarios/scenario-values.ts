import fc from 'fast-check';
import { validValue } from '../../arbitraries/valid-value.ts';
import { isSameValue, isVolatile } from '../../oracles/resources/compare-values.ts';
import { getOwn, isJsonObject, type Json, type JsonObject, parsePointer } from '../../spec/json.ts';
import { isFreeText, type Schema } from '../../spec/json-schema/schema.ts';
import { isReferenceName } from '../../spec/openapi/path-names.ts';
import type { ReceivedResponse } from '../../spec/openapi/response.ts';
import {
  listDefaults,
  listProperties,
  listShownProperties,
  MAX_DEPTH,
} from '../../spec/openapi/schema-properties.ts';
import { findNamed, omit } from '../cases/named-properties.ts';
import { createNegativeCases } from '../cases/negative.ts';
import { isComposed, uniqueSuffix } from '../cases/unique-values.ts';
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

/** Returns the schemas of the properties that the request body can have. */
function listBodyProperties({
  model: { request },
}: Pick<PlanContext, 'model'>): [name: string, schema: Schema][] {
  if (!request) return [];
  return listShownProperties(request.schema, 'request');
}

/** The names of the properties that the requests of the operations can set, those in an envelope too. */
export const listSettable = (contexts: readonly Pick<PlanContext, 'model'>[]): Set<string> =>
  new Set(
    contexts.flatMap((context) => {
      const properties = listBodyProperties(context);
      const [envelope, ...others] = properties;
      const inner = envelope && others.length === 0 ? listProperties(envelope[1]) : [];
      return [...properties, ...inner].map(([name]) => name);
    }),
  );

const listRequiredNames = ({ model: { request } }: Pick<PlanContext, 'model'>): ReadonlySet<string> =>
  new Set(request && listAlwaysRequired(request.schema));

/** The names that every branch of a schema requires. */
function listAlwaysRequired(schema: Schema, depth = 0): string[] {
  if (typeof schema === 'boolean' || depth > MAX_DEPTH) return [];
  const unions = [schema.anyOf, schema.oneOf].flatMap((branches = []) => {
    const [first = [], ...others] = branches.map((branch) => listAlwaysRequired(branch, depth + 1));
    return first.filter((name) => others.every((names) => names.includes(name)));
  });
  const parts = (schema.allOf ?? []).flatMap((part) => listAlwaysRequired(part, depth + 1));
  return [...(schema.required ?? []), ...unions, ...parts];
}

function pickRequired(context: PlanContext, body: JsonObject): JsonObject {
  const required = listRequiredNames(context);
  return Object.fromEntries(Object.entries(body).filter(([name]) => required.has(name)));
}

/**
 * The properties that a request can leave out, with their defaults. Without a default, only those with more than a few
 * possible values, with null: their values are hardly those of an item without one.
 */
export function listRemovable(context: Pick<PlanContext, 'model'>): Map<string, Json> {
  const required = listRequiredNames(context);
  const entries = listBodyProperties(context).flatMap(([name, schema]): [string, Json][] => {
    if (required.has(name) || typeof schema === 'boolean') return [];
    if (schema.default !== undefined) return [[name, schema.default as Json]]; // from a JSON document
    const isChoice = schema.enum !== undefined || schema.const !== undefined || schema.type === 'boolean';
    return isChoice ? [] : [[name, null]];
  });
  return new Map(entries);
}

/** Generates valid values of a schema, the same for every call. */
const sampleValues = ({ values, seed }: PlanContext, schema: Schema): Json[] =>
  ifSupported(
    () => fc.sample(validValue(schema, values), { seed, numRuns: 5 }),
    (): Json[] => [],
  );

/** A number that servers damage which store whole numbers or numbers with one decimal. */
const preciseNumber = 12.34;

/** Returns the body with numbers near its round ones, which a server that stores numbers less precisely does not damage. */
export function withoutRoundNumbers(context: PlanContext, body: JsonObject): JsonObject {
  const { request } = context.model;
  if (!request) return body;
  let precise = body;
  for (const [name] of listBodyProperties(context)) {
    const old = getOwn(precise, name);
    if (typeof old !== 'number' || old % 10 !== 0 || isReferenceName(name)) continue;
    const changed = [old + preciseNumber, old + 12, old - 12]
      .map((value) => ({ ...precise, [name]: value }))
      .find((each) => isValidAt(request, each));
    if (changed) precise = changed;
  }
  return precise;
}

/** Returns the body with a value for every optional property that it does not have. */
export function withOptionalValues(context: PlanContext, body: JsonObject): JsonObject {
  const { request } = context.model;
  if (!request) return body;
  let full = body;
  for (const [name, schema] of listBodyProperties(context)) {
    if (getOwn(full, name) !== undefined || isReferenceName(name)) continue;
    const added = [preciseNumber, ...sampleValues(context, schema).filter((value) => value !== null)]
      .map((value) => ({ ...full, [name]: value }))
      .find((each) => isValidAt(request, each));
    if (added) full = added;
  }
  return full;
}

/** Returns the body with values that servers may damage: text of several scripts, null, 0 and false. */
export function withSpecialValues(context: PlanContext, body: JsonObject): JsonObject {
  const { request } = context.model;
  if (!request) return body;
  let special = body;
  for (const [name, schema] of listBodyProperties(context)) {
    const old = getOwn(special, name);
    const text = typeof old === 'string' && isFreeText(schema) ? [`${old}${specialText}`] : [];
    const empty = typeof old === 'number' ? [0] : typeof old === 'boolean' ? [false] : [];
    const changed = [null, ...empty, ...text]
      .map((value) => ({ ...special, [name]: value }))
      .find((each) => isValidAt(request, each));
    if (changed) special = changed;
  }
  return special;
}

/** The largest maximum of a text that is sent with its maximum length. */
const MAX_LONG_TEXT = 500;
/** Number of characters by which a text may grow if the target requires unique values. */
const UNIQUE_ROOM = 8;

/** Returns the body with free texts of their maximum length, because servers may store less without an error. */
export function withLongTexts(context: PlanContext, body: JsonObject): JsonObject {
  const { request } = context.model;
  if (!request) return body;
  const texts = listBodyProperties(context).flatMap(([name, schema]) => {
    const old = getOwn(body, name);
    const maximum = typeof schema === 'boolean' ? undefined : schema.maxLength;
    if (typeof old !== 'string' || !isFreeText(schema) || !maximum || maximum > MAX_LONG_TEXT) return [];
    const mayGrow = context.acceptance?.needsUniqueValues && isComposed(old, context.seed);
    const length = maximum - (mayGrow ? UNIQUE_ROOM : 0);
    const missing = length - [...old].length;
    return missing > 0 ? [[name, `${old}${'x'.repeat(missing)}`] as const] : [];
  });
  const long = { ...body, ...Object.fromEntries(texts) };
  return isValidAt(request, long) ? long : body;
}

/** Returns the body without the optional properties that the rejection of it names; undefined if it names none. */
export function withoutNamed(
  { model: { request } }: Pick<PlanContext, 'model'>,
  body: JsonObject,
  { status, body: { text } }: ReceivedResponse,
): JsonObject | undefined {
  if (!request || ![400, 422].includes(status)) return undefined;
  const { optional } = findNamed(body, text, (each) => isValidAt(request, each));
  const reduced = omit(body, optional);
  return optional.length > 0 && isValidAt(request, reduced) ? reduced : undefined;
}

/**
 * Returns the smallest accepted body, without the properties that have a default, and with the empty text where an
 * optional one may be empty.
 */
export function withoutDefaults({ model, seedMessages }: PlanContext, body: JsonObject): JsonObject {
  const { request } = model;
  const smallest = seedMessages[0]?.message.body;
  if (!request || !isJsonObject(smallest)) return body;
  const names = listDefaults(model.operation).map(([name]) => name);
  const plain = omit(smallest, names);
  const required = listRequiredNames({ model });
  const empty = listBodyProperties({ model })
    .filter(
      ([name, schema]) =>
        !required.has(name) && !names.includes(name) && !isReferenceName(name) && isFreeText(schema),
    )
    .map(([name]) => ({ [name]: '' }))
    .filter((text) => isValidAt(request, { ...plain, ...text }));
  return [Object.assign({}, plain, ...empty), plain].find((each) => isValidAt(request, each)) ?? smallest;
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
  const own = properties.flatMap(([name]) => {
    const current = getOwn(item, name);
    return current === undefined ? [] : [[name, current] as const];
  });
  const full = { ...seed, ...Object.fromEntries(own) };
  const bases = isPartial ? [pickRequired(context, full), pickRequired(context, seed)] : [full, seed];
  const removable = isPartial
    ? []
    : [...listRemovable(context)].filter(
        ([name, value]) => (item[name] ?? null) !== null && !isSameValue(value, item[name]),
      );
  return properties
    .filter(([name]) => item[name] !== undefined && !isReferenceName(name))
    .flatMap(([property, schema]) =>
      listOtherValues(context, schema, item[property] ?? null).map((value) => ({ property, schema, value })),
    )
    .toSorted((a, b) => rank(a.schema, a.value) - rank(b.schema, b.value))
    .flatMap(({ property, value }) => {
      const body = bases
        .map((each) => ({ ...each, [property]: value }))
        .find((each) => isValidAt(request, each));
      if (!body) return [];
      const others = removable.filter(([name]) => name !== property && name in body);
      return [{ property, body: leaveOut(body, others, (each) => isValidAt(request, each)) }];
    });
}

/**
 * Leaves out two of the removable properties, if the body stays valid: one that has a default, and one without.
 * @param removable their names and defaults; null without a default
 */
function leaveOut(
  body: JsonObject,
  removable: readonly (readonly [name: string, value: Json])[],
  isValid: (body: JsonObject) => boolean,
): JsonObject {
  let left = body;
  for (const hasDefault of [false, true]) {
    const group = removable.filter(([, value]) => (value !== null) === hasDefault);
    left = group.map(([name]) => omit(left, [name])).find(isValid) ?? left;
  }
  return left;
}

/** Lists bodies that set a property to null that has a value, with only what is required besides. */
export function listRemovals(context: PlanContext, item: JsonObject): ChangedBody[] {
  const { request } = context.model;
  const seed = findSeedBody(context);
  if (!request || !seed) return [];
  const base = pickRequired(context, seed);
  return listBodyProperties(context)
    .filter(([name]) => (getOwn(item, name) ?? null) !== null && !isReferenceName(name) && !isVolatile(name))
    .map(([property]) => ({ property, body: { ...base, [property]: null } }))
    .filter(({ body }) => isValidAt(request, body));
}

/** Free texts are changed first: unique texts, states and numbers are more often subject to other rules. */
const rank = (schema: Schema, value: Json): number =>
  typeof value === 'string' && isFreeText(schema)
    ? 0
    : ['string', 'number', 'boolean'].indexOf(typeof value) + 1;

function listOtherValues(context: PlanContext, schema: Schema, current: Json): Json[] {
  if (typeof current === 'boolean') return [!current];
  const suffix = uniqueSuffix(context.seed);
  const texts: Json[] =
    typeof current === 'string' && isFreeText(schema) ? [`Changed ${suffix}`, `Changed again ${suffix}`] : [];
  const near: Json[] = typeof current === 'number' ? [current + 1, current - 1] : [];
  const samples = sampleValues(context, schema).filter(
    (value) => value !== null && typeof value !== 'object',
  );
  return [...texts, ...near, ...samples].filter((value) => !isSameValue(value, current)).slice(0, 2);
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
