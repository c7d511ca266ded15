import type { Json, JsonObject } from '../../spec/json.ts';
import type { Transform } from '../behaviour.ts';
import { isJsonObject } from '../json-object.ts';
import type { JsonResponse, SerializedResponse } from '../pipeline.ts';

/** Transforms responses with one of the status codes. */
export const onStatus =
  <Context>(
    statuses: readonly number[],
    transform: Transform<JsonResponse, Context>,
  ): Transform<JsonResponse, Context> =>
  (response, context) =>
    statuses.includes(response.status) ? transform(response, context) : response;

export const setStatus =
  <Context>(status: number): Transform<JsonResponse, Context> =>
  (response) => ({ ...response, status });

/** Sets a header; undefined removes it. */
export const setHeader =
  <Context>(name: string, value: string | string[] | undefined): Transform<JsonResponse, Context> =>
  (response) => {
    const { [name]: _, ...headers } = response.headers;
    return { ...response, headers: value === undefined ? headers : { ...headers, [name]: value } };
  };

/** Transforms the body before it is serialized. */
export const mapResponseBody =
  <Context>(transform: Transform<Json, Context>): Transform<JsonResponse, Context> =>
  (response, context) =>
    response.body === undefined ? response : { ...response, body: transform(response.body, context) };

/** Replaces the serialized body of responses with one of the status codes. */
export const mapSerializedBody =
  <Context>(
    statuses: readonly number[],
    replace: (text: string, context: Context) => string | Uint8Array,
  ): Transform<SerializedResponse, Context> =>
  (response, context) =>
    statuses.includes(response.status)
      ? { ...response, body: replace(String(response.body), context) }
      : response;

/** Transforms each entry of `detail`. */
export const mapErrorDetails =
  <Context>(transform: (entry: JsonObject, context: Context) => Json): Transform<Json, Context> =>
  (detail, context) =>
    Array.isArray(detail)
      ? detail.map((entry) => (isJsonObject(entry) ? transform(entry, context) : entry))
      : detail;
