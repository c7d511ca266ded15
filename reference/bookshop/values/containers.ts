import type { Json, JsonObject } from '../../../spec/json.ts';
import { isJsonObject } from '../../json-object.ts';
import type { Settings } from '../settings.ts';
import {
  createIssue,
  type Issue,
  isList,
  issueUnless,
  type Location,
  type RawValue,
  toText,
  type ValueType,
} from './value-type.ts';

interface ArrayOptions {
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}

function checkArray(value: readonly Json[], location: Location, options: ArrayOptions): Issue[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems = false } = options;
  const distinct = new Set(value.map((item) => JSON.stringify(item)));
  return [
    ...issueUnless(value.length >= minItems, location, 'minItems', `must have at least ${minItems} items`),
    ...issueUnless(value.length <= maxItems, location, 'maxItems', `must have at most ${maxItems} items`),
    ...issueUnless(
      !uniqueItems || distinct.size === value.length,
      location,
      'uniqueItems',
      'must not repeat an item',
    ),
  ];
}

export const array = (item: ValueType, options: ArrayOptions = {}): ValueType => ({
  kind: 'array',
  read: (raw, settings) => (isList(raw) ? raw : [toText(raw)]).map((text) => item.read(text, settings)),
  check: (value, location) => {
    if (!Array.isArray(value)) return [createIssue(location, 'type', 'must be an array')];
    const items = value.flatMap((one, index) => item.check(one, [...location, index]));
    return [...checkArray(value, location, options), ...items];
  },
});

export interface ObjectOptions {
  properties: Readonly<Record<string, ValueType>>;
  required?: readonly string[];
  /** The keyword that forbids undocumented properties. */
  closedBy?: 'additionalProperties' | 'unevaluatedProperties';
  minProperties?: number;
}

function checkProperties(
  value: JsonObject,
  location: Location,
  { properties, closedBy }: ObjectOptions,
): Issue[] {
  return Object.entries(value).flatMap(([name, item]) => {
    const type = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (type) return type.check(item, [...location, name]);
    return closedBy ? [createIssue([...location, name], closedBy, 'must not be present')] : [];
  });
}

function checkObject(value: JsonObject, location: Location, options: ObjectOptions): Issue[] {
  const { required = [], minProperties = 0 } = options;
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  const { length } = Object.keys(value);
  return [
    ...missing.map((name) => createIssue([...location, name], 'required', 'is required')),
    ...issueUnless(
      length >= minProperties,
      location,
      'minProperties',
      `must have at least ${minProperties} properties`,
    ),
    ...checkProperties(value, location, options),
  ];
}

/** Parses an object in a form, which is written as JSON (OpenAPI 3.1.1 section 4.8.15.1.1). */
function parseJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readProperties(raw: RawValue, { properties }: ObjectOptions, settings: Settings): Json {
  if (typeof raw === 'string' || isList(raw)) return parseJson(toText(raw));
  const entries = Object.entries(raw).map(([name, text]): [string, Json] => [
    name,
    Object.hasOwn(properties, name) ? (properties[name]?.read(text, settings) ?? null) : toText(text),
  ]);
  return Object.fromEntries(entries);
}

export const object = (options: ObjectOptions): ValueType => ({
  kind: 'object',
  read: (raw, settings) => readProperties(raw, options, settings),
  check: (value, location) =>
    isJsonObject(value)
      ? checkObject(value, location, options)
      : [createIssue(location, 'type', 'must be an object')],
});
