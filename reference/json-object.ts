import { isObject, type Json, type JsonObject } from '../spec/json.ts';

/** True for a JSON object: `isObject` with a type that keeps the properties JSON values. */
export const isJsonObject = (value: Json | undefined): value is JsonObject => isObject(value);

/** The value if it is an object, otherwise an empty object. */
export const toObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** A copy of the object without the named properties. */
export const omit = (object: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** The value if it is an array, otherwise an empty array. */
export const toArray = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
