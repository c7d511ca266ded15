import type { Json } from '../../spec/json.ts';
import type { ParsedBody } from '../json-body.ts';
import { isJsonObject } from '../json-object.ts';
import type { FieldResult, Issue, RequestContext, Transform } from '../pipeline.ts';
import { mapAt } from './json.ts';

export const isTeam = ({ customer }: RequestContext): boolean => customer?.payload.type === 'team';
export const isIndividual = ({ customer }: RequestContext): boolean =>
  customer?.payload.type === 'individual';

export const isPortal = ({ url }: RequestContext): boolean => url.pathname.startsWith('/v1/customer-portal/');

/** The body of the request as text, independent of its media type. */
export const requestText = ({ bytes }: RequestContext): string => Buffer.from(bytes).toString();

/** A property of the parsed body; undefined if it is absent or the body is not an object. */
export const bodyProperty = ({ body }: RequestContext, name: string): Json | undefined =>
  isJsonObject(body) ? body[name] : undefined;

export const isString = (value: unknown): value is string => typeof value === 'string';

/** Whether the value is present and neither a string nor null. */
export const isWrongType = (value: unknown): boolean =>
  value !== undefined && value !== null && !isString(value);

/** Accepts the values of a field that satisfy the condition. */
export const acceptField =
  (name: string, condition: (value: Json | undefined) => boolean): Transform<FieldResult> =>
  (field) =>
    field.name === name && condition(field.value) ? { ...field, issue: undefined } : field;

/** Rejects the values of fields that satisfy the condition. */
export const rejectFields =
  (
    names: readonly string[],
    issue: Issue,
    condition: (value: Json | undefined) => boolean,
  ): Transform<FieldResult> =>
  (field) =>
    names.includes(field.name) && !field.issue && condition(field.value) ? { ...field, issue } : field;

/** Transforms the parsed body before it is validated. */
export const mapRequestBody =
  (transform: Transform<Json>): Transform<ParsedBody> =>
  (parsed, context) =>
    parsed.kind === 'value' ? { kind: 'value', value: transform(parsed.value, context) } : parsed;

/** Removes a field whose value satisfies the condition before the body is validated. */
export const ignoreField = (name: string, condition: (value: Json) => boolean): Transform<ParsedBody> =>
  mapRequestBody(mapAt(name, (value) => (condition(value) ? undefined : value)));
