import { setValueAt } from '../../arbitraries/invalid/edit-json.ts';
import {
  type AcceptanceClause,
  deriveAcceptanceClauses,
  type Feature,
} from '../../spec/clauses/acceptance-clauses.ts';
import { type Json, joinPointer } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';
import { isValidAt } from '../is-valid-at.ts';
import { followsPath } from './feature-values.ts';
import { findPathTo, getAtPath, setAtPath } from './path-to.ts';

/** Returns the value without the feature that is most similar; undefined if there is none. */
type Counterpart = (value: Json, schema: Schema) => Json | undefined;

const ofText =
  (change: (text: string) => string): Counterpart =>
  (value) =>
    typeof value === 'string' ? change(value) : undefined;

const ofNumber =
  (direction: 1 | -1): Counterpart =>
  (value, schema) => {
    if (typeof value !== 'number' || typeof schema === 'boolean') return undefined;
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, multipleOf } = schema;
    return value + direction * (multipleOf ?? Math.min(1, (maximum - minimum) / 2));
  };

/**
 * The features of which a rejection is evidence only if the same request is accepted with a similar value: the server may
 * have rules about the value that the schema does not state.
 */
const counterparts: Readonly<Partial<Record<Feature, Counterpart>>> = {
  minimum: ofNumber(1),
  maximum: ofNumber(-1),
  shortest: ofText((text) => `${text}${[...text].at(-1) ?? 'a'}`),
  longest: ofText((text) => [...text].slice(0, -1).join('')),
  'most-items': (value) => (Array.isArray(value) ? value.slice(0, -1) : undefined),
  'any-offset': ofText((text) => new Date(text).toISOString()),
  'leap-day': ofText((text) => text.replace(/29$/, '28')),
  'plus-sign': ofText((text) => text.replace('+', '.')),
  'any-character': ofText((text) => text.replaceAll(/[^\x20-\x7e]/gu, 'a')),
};

export const hasCounterpart = (feature: Feature): boolean => counterparts[feature] !== undefined;

const listComparedClauses = memoize((request: AcceptanceClause['node']): AcceptanceClause[] =>
  deriveAcceptanceClauses(request).filter(({ feature }) => hasCounterpart(feature) || feature === 'null'),
);

const findComparedClause = ({ model: { request } }: PlanContext, { covers }: Case) =>
  request && listComparedClauses(request).find(({ clause }) => covers.includes(clause.id));

/** Counterparts are created of JSON only. */
export const hasJsonBody = ({ request: { body } }: Case): boolean => body !== undefined && 'json' in body;

/**
 * Returns the case with the counterpart of the value whose acceptance it tests; undefined if that is not valid. The
 * counterpart of a null is a request without the property: the server may require another value than null, or one of
 * several properties.
 */
export const createCounterpart = (context: PlanContext, sent: Case): Case | undefined =>
  changeValue(context, sent, 'counterpart', (value, { feature, node }) =>
    counterparts[feature]?.(value, node.schema),
  ) ?? createWithoutNull(context, sent);

/** Returns the case without the property whose null it tests; undefined if the request is not valid without it. */
export function createWithoutNull(context: PlanContext, sent: Case): Case | undefined {
  const { request } = context.model;
  const clause = findComparedClause(context, sent);
  const path = clause?.feature === 'null' && request ? findPathTo(request, clause.node) : undefined;
  const { body } = sent.request;
  if (!path || !request || !body || !('json' in body) || typeof path.steps.at(-1) !== 'string')
    return undefined;
  const json = setValueAt(body.json, joinPointer('', ...path.steps), undefined);
  return isValidAt(request, json)
    ? toCounterpart(sent, 'counterpart', 'without the property', json)
    : undefined;
}

/**
 * Returns the case with another text that has the same feature: the first may have been taken. Undefined if the value is no
 * text, or the other one is not valid.
 */
export const createAlternative = (context: PlanContext, sent: Case): Case | undefined =>
  changeValue(context, sent, 'alternative', (value, { feature }) =>
    typeof value === 'string' && !isTime(feature) ? shiftLetters(value) : undefined,
  );

const isTime = (feature: Feature): boolean => feature === 'any-offset' || feature === 'leap-day';

/** Replaces the lower-case letters by the next ones, up to the `@` of an e-mail address; without any, the first character. */
function shiftLetters(text: string): string {
  const [local = '', ...domain] = text.split('@');
  const letters = 'abcdefghijklmnopqrstuvwxyza';
  const shifted = local.replaceAll(/[a-z]/g, (letter) => letters[letters.indexOf(letter) + 1] ?? letter);
  const changed = shifted === local ? local.replace(/^./su, 'b') : shifted;
  return [changed, ...domain].join('@');
}

function changeValue(
  context: PlanContext,
  sent: Case,
  name: string,
  change: (value: Json, clause: AcceptanceClause) => Json | undefined,
): Case | undefined {
  const clause = findComparedClause(context, sent);
  const { body } = sent.request;
  const path = clause && context.model.request && findPathTo(context.model.request, clause.node);
  if (!path || !body || !('json' in body)) return undefined;
  const value = getAtPath(body.json, path.steps);
  const other = value === undefined ? undefined : change(value, clause);
  const changed = other === undefined ? undefined : setAtPath(body.json, path.steps, other);
  if (changed === undefined || other === value || !followsPath(path, changed)) return undefined;
  return toCounterpart(sent, name, 'with another value instead', changed);
}

const toCounterpart = (sent: Case, name: string, change: string, json: Json): Case => ({
  id: `${sent.id}/${name}`,
  ...{ operation: sent.operation, kind: 'valid', covers: [], mayBeRejected: true },
  description: `${sent.description}, ${change}`,
  request: { ...sent.request, body: { json } },
});
