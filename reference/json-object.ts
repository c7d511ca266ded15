import { isObject, type Json, type JsonObject } from '../spec/json.ts';

/** Whether the value is a JSON object. Unlike `isObject`, it keeps the type of the properties. */
export const isJsonObject = (value: Json | undefined): value is JsonObject => isObject(value);

/** Returns the value if it is an object, else an empty object. */
export const toObject = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Copies the object without the named properties. */
export const omit = (object: JsonObject, ...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** Returns the value if it is an array, else an empty array. */
export const toArray = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
