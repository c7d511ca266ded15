import { isJsonObject, isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isIdempotencyKey } from '../../spec/openapi/idempotency-key.ts';
import { lastResource, toSingular } from '../../spec/openapi/path-names.ts';
import type { ResourceAction } from '../../spec/openapi/resources.ts';
import { isEnvelope } from '../../spec/openapi/runtime-expression.ts';
import type { ScenarioStep } from '../../spec/openapi/scenario.ts';

/** A request of a scenario with what was sent and received. */
export interface Entry {
  exchange: Exchange;
  step: ScenarioStep;
  status: number;
  /** Whether the status is a success. */
  isAccepted: boolean;
  /** The JSON object that was sent. */
  sent: JsonObject | undefined;
  /** The item that the response shows. */
  item: JsonObject | undefined;
  /** The items of a list that the response shows. */
  items: readonly Json[] | undefined;
}

/** Arranges the exchanges of a scenario, in the order of sending. Those without a response are left out. */
export const createTimeline = (exchanges: readonly Exchange[]): Entry[] =>
  exchanges.flatMap((exchange) => {
    const { response, case: sentCase } = exchange;
    const { step, request } = sentCase;
    if (!response || !step) return [];
    const body = response.body.json?.value;
    const sent = request.body && 'json' in request.body ? request.body.json : undefined;
    return [
      {
        ...{ exchange, step, status: response.status, isAccepted: response.status < 300 },
        ...{ sent: isJsonObject(sent) ? unwrapSent(sent, lastResource(step.resource)) : undefined },
        ...{
          item: step.action === 'list' ? undefined : findItem(body, lastResource(step.resource)),
          items: step.action === 'list' ? findItems(body) : undefined,
        },
      },
    ];
  });

/** Returns what a request body sets: the body itself, or the only object in it if its name is that of an envelope. */
function unwrapSent(sent: JsonObject, resource: string): JsonObject {
  const [[name, only] = [], ...others] = Object.entries(sent);
  return others.length === 0 && isJsonObject(only) && name !== undefined && isEnvelope(name, resource)
    ? only
    : sent;
}

/**
 * Finds the item in a response: the body itself, the only object in an envelope such as `data`, or a member that has the
 * name of the resource.
 */
function findItem(body: Json | undefined, resource: string): JsonObject | undefined {
  if (!isJsonObject(body)) return undefined;
  const own = Object.entries(body).find(([name]) => toSingular(name) === toSingular(resource))?.[1];
  if (isJsonObject(own) && !('id' in body)) return own;
  const members = Object.values(body);
  const [only] = members.filter(isJsonObject);
  const isWrapped =
    members.every((value) => typeof value === 'object') && members.filter(isObject).length === 1;
  return isWrapped && only && Object.keys(body).length <= 3 ? only : body;
}

/** Finds the items in a response: the body itself, or the only array of the body or of an object in it. */
function findItems(body: Json | undefined): readonly Json[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) return undefined;
  const arrays = Object.values(body).filter((value) => Array.isArray(value));
  if (arrays.length > 0) return arrays.length === 1 ? arrays[0] : undefined;
  const inner = Object.values(body).flatMap((value) =>
    isJsonObject(value) ? (findItems(value) ? [findItems(value)] : []) : [],
  );
  return inner.length === 1 ? inner[0] : undefined;
}

const changing: readonly ResourceAction[] = ['create', 'update', 'replace', 'delete', 'transition'];

/** Whether the request was accepted and may change items. */
export const isChange = ({ step, isAccepted }: Entry): boolean =>
  isAccepted && changing.includes(step.action);

/** Whether the entry is an accepted or rejected request with the action on the item. */
export const isOn = ({ step }: Entry, action: ResourceAction, item: string): boolean =>
  step.action === action && step.item === item;

/** Whether the request reads the item without a condition that makes the response leave it out. */
export const isPlainRead = (entry: Entry, item: string): boolean =>
  isOn(entry, 'read', item) && !entry.step.isInvalid && entry.status !== 304;

/**
 * The last exchange before a position that shows the item: a read, or an accepted request whose response has the item.
 * Undefined if the item was changed after it, or deleted.
 */
export function findViewBefore(timeline: readonly Entry[], index: number, item: string): Entry | undefined {
  for (const entry of timeline.slice(0, index).reverse()) {
    if (isPlainRead(entry, item)) return entry;
    if (entry.step.item === item && isChange(entry))
      return entry.item && entry.step.action !== 'delete' && entry.status !== 202 ? entry : undefined;
  }
  return undefined;
}

/** The first read of the item after a position; undefined if the item was changed before it. */
export function findReadAfter(timeline: readonly Entry[], index: number, item: string): Entry | undefined {
  for (const entry of timeline.slice(index + 1)) {
    if (isPlainRead(entry, item)) return entry;
    if (entry.step.item === item && isChange(entry)) return undefined;
  }
  return undefined;
}

/** The idempotency key of the request; undefined if it has none. */
export const getIdempotencyKey = ({ exchange }: Entry): string | undefined =>
  exchange.case.request.headers.find(([name]) => isIdempotencyKey(name))?.[1];

/** The statuses that say that a resource does not exist (RFC 9110 sections 15.5.5 and 15.5.11). */
export const isMissing = ({ status }: Entry): boolean => status === 404 || status === 410;
