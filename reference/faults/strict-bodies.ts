import type { JsonObject } from '../../spec/json.ts';
import { isJsonObject } from '../json-object.ts';
import type { Transform } from '../pipeline.ts';
import { errorDetail, jsonResponse } from '../responses.ts';
import { isString, rejectFields } from '../transforms/request.ts';
import {
  byExternalIdClauses,
  byIdClauses,
  protocolClauses,
  requestClauses,
  semanticsClauses,
} from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const valueErrorIssue = (msg: string) => ({ type: 'value_error', msg });

const rejectExternalId = (condition: (text: string) => boolean) =>
  rejectFields(
    ['external_customer_id'],
    valueErrorIssue('invalid character'),
    (value) => isString(value) && condition(value),
  );

const rejectNull = (...names: string[]) =>
  rejectFields(
    names,
    { type: 'string_type', msg: 'Input should be a valid string' },
    (value) => value === null,
  );

/** Rejects a valid body that satisfies the condition. */
const rejectBody =
  (msg: string, condition: (body: JsonObject) => boolean): Transform<JsonObject[]> =>
  (errors, { body }) =>
    errors.length === 0 && isJsonObject(body) && condition(body)
      ? [errorDetail(valueErrorIssue(msg), ['body'], body)]
      : errors;

const documentedNames = [
  'customer_id',
  'external_customer_id',
  'member_id',
  'external_member_id',
  'return_url',
];

/** Faults that reject valid bodies. */
export const strictBodies: readonly FaultDefinition[] = [
  {
    id: 'strict-return-url-null',
    description: 'A null return URL is rejected',
    violates: requestClauses('return_url@null:accepts-null'),
    field: rejectNull('return_url'),
  },
  {
    id: 'strict-member-null',
    description: 'Null member ids are rejected',
    violates: requestClauses('member_id@null:accepts-null', 'external_member_id@null:accepts-null'),
    field: rejectNull('member_id', 'external_member_id'),
  },
  {
    id: 'strict-return-url-required',
    description: 'A body without a return URL is rejected',
    violates: requestClauses(':accepted'),
    errors: rejectBody('return_url is required', (body) => !('return_url' in body)),
  },
  {
    id: 'strict-no-extra',
    description: 'Undocumented properties are rejected',
    violates: requestClauses(':accepts-extra'),
    errors: rejectBody('extra inputs are not permitted', (body) =>
      Object.keys(body).some((name) => !documentedNames.includes(name)),
    ),
  },
  {
    id: 'strict-one-id',
    description: 'A body with both customer ids is rejected',
    violates: semanticsClauses('either-customer'),
    errors: rejectBody('give one id only', (body) => 'customer_id' in body && 'external_customer_id' in body),
  },
  {
    id: 'strict-customer-id-required',
    description: 'A body with the external id only is rejected',
    violates: byExternalIdClauses(':accepted'),
    errors: rejectBody('customer_id is required', (body) => !('customer_id' in body)),
  },
  {
    id: 'strict-member-required',
    description: 'A body without `member_id` is rejected',
    violates: requestClauses(':accepted'),
    memberLookup: (lookup, context) =>
      'member_id' in Object(context.body) ? lookup : { ...lookup, found: undefined },
  },
  {
    id: 'strict-members-individuals',
    description: 'An external member id is rejected',
    violates: requestClauses(':accepted'),
    memberLookup: (lookup) =>
      lookup.field === 'external_member_id' ? { ...lookup, found: undefined } : lookup,
  },
  {
    id: 'strict-ascii-external-id',
    description: 'An external id with non-ASCII characters is rejected',
    violates: byExternalIdClauses(':accepted'),
    field: rejectExternalId((text) => /[^ -~]/.test(text)),
    rare: true,
  },
  {
    id: 'strict-slug-external-id',
    description: 'An external id with characters other than letters, digits, `_` and `-` is rejected',
    violates: byExternalIdClauses(':accepted'),
    field: rejectExternalId((text) => /[^\w-]/.test(text)),
    rare: true,
  },
  {
    id: 'strict-no-charset',
    description: '`application/json; charset=utf-8` is rejected with 415',
    violates: protocolClauses('charset'),
    response: (response, context) =>
      /;/.test(context.headers['content-type'] ?? '')
        ? jsonResponse(415, { detail: 'Unsupported Media Type' })
        : response,
  },
  {
    id: 'strict-key-order',
    description: 'A body that starts with `return_url` is rejected',
    violates: protocolClauses('json-spelling'),
    errors: rejectBody('out of order', (body) => Object.keys(body)[0] === 'return_url'),
    rare: true,
  },
  {
    id: 'strict-both-members',
    description: 'A body with both member ids is rejected',
    violates: byIdClauses(':accepted'),
    errors: rejectBody(
      'give one member only',
      (body) => body.member_id != null && body.external_member_id != null,
    ),
    rare: true,
  },
];
