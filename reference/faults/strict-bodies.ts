import type { JsonObject } from '../../spec/json.ts';
import { isObject, type Json } from '../../spec/json.ts';
import { entry, json } from '../answers.ts';
import type { Ask } from '../pipeline.ts';
import { byExternalId, byId, protocol, request, semantics } from './clause-ids.ts';
import type { Change } from './edits.ts';
import { given, refuse } from './edits.ts';
import type { Row } from './fault.ts';

const bad = (msg: string) => ({ type: 'value_error', msg });

const strings = (names: string, msg: string, condition: (text: string) => boolean) =>
  refuse(names, bad(msg), (value) => typeof value === 'string' && condition(value));

const nulls = (names: string) =>
  refuse(names, { type: 'string_type', msg: 'Input should be a valid string' }, (value) => value === null);

/** Adds an error to a body that has none. */
const wholly =
  (msg: string, condition: (body: JsonObject, ask: Ask) => boolean): Change<JsonObject[]> =>
  (errors, ask) => {
    const body: Json = ask.body ?? null;
    if (errors.length > 0 || !isObject(body) || !condition(body as JsonObject, ask)) return errors; // a Json that is an object
    return [entry(bad(msg), ['body'], body)];
  };

const known = ['customer_id', 'external_customer_id', 'member_id', 'external_member_id', 'return_url'];

/** Bodies that the contract accepts and the server refuses. */
export const strictBodies: readonly Row[] = [
  {
    id: 'strict-return-url-null',
    says: 'a null return URL is refused',
    violates: request('return_url@null:accepts-null'),
    field: nulls('return_url'),
  },
  {
    id: 'strict-member-null',
    says: 'null member ids are refused',
    violates: request('member_id@null:accepts-null', 'external_member_id@null:accepts-null'),
    field: nulls('member_id external_member_id'),
  },
  {
    id: 'strict-return-url-required',
    says: 'a return URL is required',
    violates: request(':accepted'),
    errors: wholly('return_url is required', (body) => !('return_url' in body)),
  },
  {
    id: 'strict-no-extra',
    says: 'properties beyond the documented ones are refused',
    violates: request(':accepts-extra'),
    errors: wholly('extra inputs are not permitted', (body) =>
      Object.keys(body).some((name) => !known.includes(name)),
    ),
  },
  {
    id: 'strict-one-id',
    says: 'both ids together are refused',
    violates: semantics('either-customer'),
    errors: wholly('give one id only', (body) => 'customer_id' in body && 'external_customer_id' in body),
  },
  {
    id: 'strict-customer-id-required',
    says: 'the external id alone is refused',
    violates: byExternalId(':accepted'),
    errors: wholly('customer_id is required', (body) => !('customer_id' in body)),
  },
  {
    id: 'strict-member-required',
    says: 'a session of an individual needs a member id',
    violates: request(':accepted'),
    member: (lookup, ask) => ('member_id' in Object(ask.body) ? lookup : { ...lookup, found: undefined }),
  },
  {
    id: 'strict-members-individuals',
    says: 'a team takes members by their id only, not by their external id',
    violates: request(':accepted'),
    member: (lookup) => (lookup.field === 'external_member_id' ? { ...lookup, found: undefined } : lookup),
  },
  {
    id: 'strict-ascii-external-id',
    says: 'external ids with characters beyond ASCII are refused',
    violates: byExternalId(':accepted'),
    field: strings('external_customer_id', 'invalid character', (text) => /[^ -~]/.test(text)),
    rare: true,
  },
  {
    id: 'strict-slug-external-id',
    says: 'external ids are words of letters, digits, _ and -',
    violates: byExternalId(':accepted'),
    field: strings('external_customer_id', 'invalid character', (text) => /[^\w-]/.test(text)),
    rare: true,
  },
  {
    id: 'strict-no-charset',
    says: '`application/json; charset=utf-8` is refused with 415',
    violates: protocol('charset'),
    answer: (answer, ask) =>
      /;/.test(ask.headers['content-type'] ?? '') ? json(415, { detail: 'Unsupported Media Type' }) : answer,
  },
  {
    id: 'strict-key-order',
    says: 'the customer has to be named before the return URL',
    violates: protocol('json-spelling'),
    errors: wholly('out of order', (body) => Object.keys(body)[0] === 'return_url'),
    rare: true,
  },
  {
    id: 'strict-both-members',
    says: 'a member id and an external member id together are refused',
    violates: byId(':accepted'),
    errors: wholly(
      'give one member only',
      (_, ask) => given(ask, 'member_id') != null && given(ask, 'external_member_id') != null,
    ),
    rare: true,
  },
];
