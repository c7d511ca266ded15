import { isJsonObject, isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Exchange } from '../../spec/openapi/exchange.ts';
import { isIdempotencyKey } from '../../spec/openapi/idempotency-key.ts';
import { lastResource, listPathNames, normalizeName, toSingular } from '../../spec/openapi/path-names.ts';
import { listIdNames, type ResourceAction } from '../../spec/openapi/resources.ts';
import { isEnvelope } from '../../spec/openapi/runtime-expression.ts';
import type { ScenarioStep } from '../../spec/openapi/scenario.ts';
import { findItemWithId } from './find-item.ts';

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
  /**
   * Set if the entry stands for a read that the API does not have: the item is that of a list, as far as the list shows it,
   * and undefined if the list does not have it.
   */
  isListed?: true;
}

/**
 * Arranges the exchanges of a scenario, in the order of sending. Those without a response are left out. A list whose
 * bindings name items is followed by a read of each.
 */
export const createTimeline = (exchanges: readonly Exchange[]): Entry[] =>
  exchanges.flatMap((exchange) => {
    const { response, case: sentCase } = exchange;
    const { step, request } = sentCase;
    if (!response || !step) return [];
    const body = response.body.json?.value;
    const resource = lastResource(step.resource);
    const sent = request.body && 'json' in request.body ? request.body.json : undefined;
    const isList = ['list', 'search'].includes(step.action);
    const entry: Entry = {
      ...{ exchange, step, status: response.status, isAccepted: response.status < 300 },
      ...{ sent: isJsonObject(sent) ? unwrapSent(sent, resource) : undefined },
      ...{
        item: isList ? undefined : findItem(body, resource),
        items: isList ? findItems(body, resource) : undefined,
      },
    };
    return [entry, ...listReads(entry)];
  });

/** The reads for which an accepted list stands. */
function listReads(list: Entry): Entry[] {
  const { step, items, isAccepted } = list;
  if (step.action !== 'list' || !items || !isAccepted) return [];
  const idNames = listOwnIdNames(list);
  return step.bindings
    .filter((binding) => binding.in === 'list')
    .map((own) => {
      const bindings = step.bindings.filter((each) => each.in !== 'list' || each === own);
      const found = findItemWithId(items, own.value, idNames);
      const item = found === undefined ? undefined : isJsonObject(found) ? withoutAbbreviations(found) : {};
      return { ...list, step: { ...step, action: 'read', item: own.name, bindings }, item, isListed: true };
    });
}

/** The names of the property that identifies an item of the resource of a request, which may be below that of the scenario. */
export const listOwnIdNames = ({ step }: Entry): string[] =>
  listIdNames({ parameter: listPathNames(step.resource).at(-1) ?? '' });

/** Lists may show the beginning of a long text only. */
const withoutAbbreviations = (item: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(item).filter(([, value]) => !(typeof value === 'string' && /(?:…|\.\.\.)$/.test(value))),
  );

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

/**
 * Finds the items in a response: the body itself, the member with the name of the resource, or the only array of the body
 * or of an object in it.
 */
function findItems(body: Json | undefined, resource: string): readonly Json[] | undefined {
  if (Array.isArray(body)) return body;
  if (!isJsonObject(body)) return undefined;
  const named = Object.entries(body).find(([name]) => normalizeName(name) === normalizeName(resource))?.[1];
  const own = typeof named === 'object' ? findItems(named, resource) : undefined;
  if (own) return own;
  const arrays = Object.values(body).filter((value) => Array.isArray(value));
  if (arrays.length > 0) return arrays.length === 1 ? arrays[0] : undefined;
  const inner = Object.values(body).flatMap((value) => {
    const found = isJsonObject(value) ? findItems(value, resource) : undefined;
    return found ? [found] : [];
  });
  return inner.length === 1 ? inner[0] : undefined;
}

const changing: readonly ResourceAction[] = ['create', 'update', 'replace', 'delete', 'transition'];

/** Whether the request was accepted and may change items. */
export const isChange = ({ step, isAccepted }: Entry): boolean =>
  isAccepted && changing.includes(step.action);

/** Whether the request changes nothing. */
export const isReading = ({ step }: Entry): boolean => ['read', 'list', 'search'].includes(step.action);

/** Whether the entry is an accepted or rejected request with the action on the item. */
export const isOn = ({ step }: Entry, action: ResourceAction, item: string): boolean =>
  step.action === action && step.item === item;

/** Whether the request reads the item without a condition that makes the response leave it out. */
export const isPlainRead = (entry: Entry, item: string): boolean =>
  isOn(entry, 'read', item) && !entry.step.isInvalid && entry.status !== 304;

/**
 * The last exchange before a position that shows the item: a read, or an accepted request whose response has the item.
 * Undefined if the item was changed after it, or deleted. Lists are compared with lists only, because they may show less.
 */
export function findViewBefore(timeline: readonly Entry[], index: number, item: string): Entry | undefined {
  const isListed = timeline.some((entry) => entry.isListed && entry.step.item === item);
  for (const entry of timeline.slice(0, index).reverse()) {
    if (isPlainRead(entry, item) && (entry.item || !entry.isListed)) return entry;
    if (entry.step.item === item && isChange(entry)) {
      const isShown = entry.item && entry.step.action !== 'delete' && entry.status !== 202;
      return isShown && !isListed ? entry : undefined;
    }
  }
  return undefined;
}

/**
 * The first read of the item after a position; undefined if the item was changed before it. Of several lists after each
 * other, the last that has the item, because lists may show changes later.
 */
export function findReadAfter(timeline: readonly Entry[], index: number, item: string): Entry | undefined {
  let listed: Entry | undefined;
  for (const entry of timeline.slice(index + 1)) {
    const { step, isListed } = entry;
    if (isPlainRead(entry, item)) {
      if (!isListed) return entry;
      if (entry.item || !listed?.item) listed = entry;
    }
    const isOther = listed && !isReading(entry);
    if (isOther || (step.item === item && isChange(entry))) return listed;
  }
  return listed;
}

/** The idempotency key of the request; undefined if it has none. */
export const getIdempotencyKey = ({ exchange }: Entry): string | undefined =>
  exchange.case.request.headers.find(([name]) => isIdempotencyKey(name))?.[1];

/** The statuses that say that a resource does not exist (RFC 9110 sections 15.5.5 and 15.5.11). */
export const isMissing = ({ status }: Entry): boolean => status === 404 || status === 410;
