import type { AcceptanceClause, Feature } from '../../spec/clauses/acceptance-clauses.ts';
import { deriveAcceptanceClauses } from '../../spec/clauses/acceptance-clauses.ts';
import type { Json } from '../../spec/json.ts';
import type { Schema } from '../../spec/json-schema/schema.ts';
import { memoize } from '../../spec/memoize.ts';
import type { Case } from '../../spec/openapi/case.ts';
import type { PlanContext } from '../context.ts';
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
  'plus-sign': ofText((text) => text.replace('+', '.')),
  'any-character': ofText((text) => text.replaceAll(/[^\x20-\x7e]/gu, 'a')),
};

export const hasCounterpart = (feature: Feature): boolean => counterparts[feature] !== undefined;

const listComparedClauses = memoize((request: AcceptanceClause['node']): AcceptanceClause[] =>
  deriveAcceptanceClauses(request).filter(({ feature }) => hasCounterpart(feature)),
);

const findComparedClause = ({ model: { request } }: PlanContext, { covers }: Case) =>
  request && listComparedClauses(request).find(({ clause }) => covers.includes(clause.id));

/** Counterparts are created of JSON only. */
export const hasJsonBody = ({ request: { body } }: Case): boolean => body !== undefined && 'json' in body;

/** Returns the case with the counterpart of the value whose acceptance it tests; undefined if that is not valid. */
export function createCounterpart(context: PlanContext, sent: Case): Case | undefined {
  const covered = findComparedClause(context, sent);
  const { body } = sent.request;
  const path = covered && context.model.request && findPathTo(context.model.request, covered.node);
  if (!path || !body || !('json' in body)) return undefined;
  const value = getAtPath(body.json, path.steps);
  const similar =
    value === undefined ? undefined : counterparts[covered.feature]?.(value, covered.node.schema);
  const changed = similar === undefined ? undefined : setAtPath(body.json, path.steps, similar);
  if (changed === undefined || similar === value || !followsPath(path, changed)) return undefined;
  return {
    id: `${sent.id}/counterpart`,
    ...{ operation: sent.operation, kind: 'valid', covers: [], mayBeRejected: true },
    description: `${sent.description}, with a similar value instead`,
    request: { ...sent.request, body: { json: changed } },
  };
}
