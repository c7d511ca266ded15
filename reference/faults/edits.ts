import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Reading } from '../json-text.ts';
import type { Answer, Ask, Field, Issue, Wire } from '../pipeline.ts';

/** A change to what a stage of the server hands on. */
export type Change<T> = (value: T, ask: Ask) => T;

type Replacement = (was: Json, ask: Ask) => Json | undefined;

function put(holder: Json, name: string, value: Json | undefined): Json {
  if (Array.isArray(holder)) {
    return holder.flatMap((item, at) => (String(at) !== name ? [item] : value === undefined ? [] : [value]));
  }
  if (!isObject(holder)) return holder;
  const rest = Object.entries(holder as JsonObject); // a Json that is an object
  return Object.fromEntries(
    rest.flatMap(([key, was]) => (key !== name ? [[key, was]] : value === undefined ? [] : [[key, value]])),
  );
}

function descend(value: Json, [name, ...rest]: readonly string[], change: Replacement, ask: Ask): Json {
  if (name === undefined || !(isObject(value) || Array.isArray(value)) || !Object.hasOwn(value, name))
    return value;
  const was = (value as JsonObject)[name] ?? null; // an own property, or an item by its index
  return put(value, name, rest.length === 0 ? change(was, ask) : descend(was, rest, change, ask));
}

/** Replaces what stands at a dotted path, where anything does; undefined takes it away. */
export const replace =
  (path: string, change: Replacement): Change<Json> =>
  (value, ask) =>
    descend(value, path.split('.'), change, ask);

export const set = (path: string, value: Json): Change<Json> => replace(path, () => value);

export const drop = (...paths: string[]): Change<Json> =>
  all(...paths.map((path) => replace(path, () => undefined)));

/** Replaces only what is not null there. */
export const present = (path: string, change: (was: Json, ask: Ask) => Json): Change<Json> =>
  replace(path, (was, ask) => (was === null ? was : change(was, ask)));

/** Replaces only strings. */
export const text = (path: string, change: (was: string, ask: Ask) => Json): Change<Json> =>
  replace(path, (was, ask) => (typeof was === 'string' ? change(was, ask) : was));

/** Takes a property away when it is null. */
export const dropNull = (...paths: string[]): Change<Json> =>
  all(...paths.map((path) => replace(path, (was) => (was === null ? undefined : was))));

/** Adds properties to an object. */
export const add =
  (properties: JsonObject): Change<Json> =>
  (value) =>
    isObject(value) ? { ...(value as JsonObject), ...properties } : value; // a Json that is an object

/** One change after the other. */
export function all<T>(...changes: readonly Change<T>[]): Change<T> {
  return (value, ask) => changes.reduce((handed, change) => change(handed, ask), value);
}

export function when<T>(condition: (ask: Ask) => boolean, change: Change<T>): Change<T> {
  return (value, ask) => (condition(ask) ? change(value, ask) : value);
}

/** The kind of the customer found. */
export const isTeam = (ask: Ask): boolean => ask.customer?.payload.type === 'team';
export const isIndividual = (ask: Ask): boolean => ask.customer?.payload.type === 'individual';

export const given = (ask: Ask, name: string): Json | undefined =>
  isObject(ask.body) ? (ask.body as JsonObject)[name] : undefined; // a Json that is an object

/** Changes the answers of these statuses. */
export const answered =
  (statuses: readonly number[], change: Change<Answer>): Change<Answer> =>
  (answer, ask) =>
    statuses.includes(answer.status) ? change(answer, ask) : answer;

export const status =
  (code: number): Change<Answer> =>
  (answer) => ({ ...answer, status: code });

/** Sets a header, or takes it away. */
export const header =
  (name: string, value: string | string[] | undefined): Change<Answer> =>
  (answer) => {
    const { [name]: _, ...headers } = answer.headers;
    return { ...answer, headers: value === undefined ? headers : { ...headers, [name]: value } };
  };

export const bodyOf =
  (change: Change<Json>): Change<Answer> =>
  (answer, ask) =>
    answer.body === undefined ? answer : { ...answer, body: change(answer.body, ask) };

/** Replaces the text of answers of these statuses. */
export const written =
  (statuses: readonly number[], change: (text: string, ask: Ask) => string | Uint8Array): Change<Wire> =>
  (wire, ask) =>
    statuses.includes(wire.status) ? { ...wire, body: change(String(wire.body), ask) } : wire;

/** Changes each entry of `detail`. */
export const entries =
  (change: Change<Json>): Change<Json> =>
  (detail, ask) =>
    Array.isArray(detail) ? detail.map((item) => change(item, ask)) : detail;

/** Lets a field's value through, where the condition holds. */
export const allow =
  (names: string, condition: (value: Json | undefined) => boolean = () => true): Change<Field> =>
  (field) =>
    names.split(' ').includes(field.name) && condition(field.value) ? { ...field, issue: undefined } : field;

/** Refuses a field's value, where the condition holds. */
export const refuse =
  (names: string, issue: Issue, condition: (value: Json | undefined) => boolean): Change<Field> =>
  (field) =>
    names.split(' ').includes(field.name) && !field.issue && condition(field.value)
      ? { ...field, issue }
      : field;

/** Rewrites the body before it is validated. */
export const rewrite =
  (change: Change<Json>): Change<Reading> =>
  (reading, ask) =>
    reading.kind === 'value' ? { kind: 'value', value: change(reading.value, ask) } : reading;

/** Takes fields away from the body before it is validated, where the condition holds. */
export const ignore = (names: string, condition: (value: Json) => boolean): Change<Reading> =>
  rewrite(all(...names.split(' ').map((name) => replace(name, (was) => (condition(was) ? undefined : was)))));
