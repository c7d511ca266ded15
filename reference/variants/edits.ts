import { isObject, type Json, type JsonObject } from '../../spec/json.ts';
import type { Ask } from '../pipeline.ts';

/** A change to what a stage of the server hands on. */
export type Change<T> = (value: T, ask: Ask) => T;

/** Changes each entry of `detail`. */
export const entries =
  (change: (entry: JsonObject) => JsonObject): Change<Json> =>
  (detail) =>
    Array.isArray(detail)
      ? detail.map((item) => (isObject(item) ? change(item as JsonObject) : item))
      : detail; // a Json that is an object

/** The object without the named properties. */
export const without = ({ ...all }: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

/** The body as an object; an empty one for any other. */
export const whole = (body: Json | undefined): JsonObject => (isObject(body) ? (body as JsonObject) : {}); // a Json that is an object
