import { isObject } from '../../spec/json.ts';
import type { Ask, Lookup } from '../stages.ts';
import type { CustomerRecord } from '../world.ts';
import { byExternalId, byId, request } from './clause-ids.ts';
import { allow, given, ignore, replace, rewrite, text } from './edits.ts';
import type { Row } from './fault.ts';

const isString = (value: unknown): value is string => typeof value === 'string';
const noString = (value: unknown): boolean => value !== undefined && value !== null && !isString(value);
const canParse = (value: unknown, base?: string): boolean => isString(value) && URL.canParse(value, base);

/** An undefined condition leaves the query, so that the first customer matches. */
function first(lookup: Lookup<CustomerRecord>, ask: Ask): Lookup<CustomerRecord> {
  return isString(lookup.value) ? lookup : { ...lookup, found: ask.world.customers[0] };
}

/** Requests that the contract refuses and the server accepts. */
export const tooLax: readonly Row[] = [
  {
    id: 'lax-return-url-any-string',
    says: 'any string is accepted as a return URL',
    violates: request('return_url@string:format'),
    field: allow('return_url', isString),
  },
  {
    id: 'lax-return-url-relative',
    says: 'a path is accepted as a return URL',
    violates: request('return_url@string:format'),
    field: allow(
      'return_url',
      (value) => isString(value) && value !== '' && !canParse(value) && canParse(value, 'https://a.example'),
    ),
  },
  {
    id: 'lax-return-url-hostless',
    says: 'a return URL without a host is accepted',
    violates: request('return_url@string:format'),
    field: allow('return_url', (value) => isString(value) && /^https?:\/*($|[?#/])/.test(value)),
  },
  {
    id: 'lax-return-url-spaces',
    says: 'anything that starts like a URL is accepted as a return URL',
    violates: request('return_url@string:format'),
    field: allow('return_url', (value) => isString(value) && value.length < 2084 && /^[a-z]+:/i.test(value)),
  },
  {
    id: 'lax-return-url-empty',
    says: 'an empty return URL is accepted',
    violates: request('return_url@string:minLength'),
    field: allow('return_url', (value) => value === ''),
  },
  {
    id: 'lax-return-url-unbounded',
    says: 'a return URL of any length is accepted',
    violates: request('return_url@string:maxLength'),
    settings: { maxUrlLength: Number.POSITIVE_INFINITY },
  },
  {
    id: 'lax-return-url-off-by-one',
    says: 'a return URL of 2084 characters is accepted',
    violates: request('return_url@string:maxLength'),
    settings: { maxUrlLength: 2084 },
    rare: true,
  },
  {
    id: 'lax-return-url-4096',
    says: 'a return URL of up to 4096 characters is accepted',
    violates: request('return_url@string:maxLength'),
    settings: { maxUrlLength: 4096 },
  },
  {
    id: 'lax-return-url-number',
    says: 'a number is read as text where the return URL stands',
    violates: request('return_url:anyOf'),
    field: allow('return_url', (value) => typeof value === 'number'),
    reading: rewrite(
      replace('return_url', (was) => (typeof was === 'number' ? `https://a.example/${was}` : was)),
    ),
  },
  {
    id: 'lax-return-url-any-type',
    says: 'a return URL that is no string is left out of account',
    violates: request('return_url:anyOf'),
    reading: ignore('return_url', noString),
  },
  {
    id: 'lax-return-url-false',
    says: 'false and 0 are read as no return URL',
    violates: request('return_url:anyOf'),
    reading: ignore('return_url', (value) => value === false || value === 0),
    rare: true,
  },
  {
    id: 'lax-id-cut',
    says: 'what follows a customer id is ignored',
    violates: byId('customer_id:format'),
    reading: rewrite(text('customer_id', (was) => was.slice(0, 36))),
  },
  {
    id: 'lax-id-stripped',
    says: 'characters that no UUID has are taken out of a customer id',
    violates: byId('customer_id:format'),
    reading: rewrite(text('customer_id', (was) => was.replace(/[^0-9a-fA-F-]/g, ''))),
  },
  {
    id: 'lax-id-any-type',
    says: 'a customer id that is no string is left out of the query, so that the first customer matches',
    violates: byId('customer_id:type'),
    field: allow('customer_id', noString),
    found: first,
  },
  {
    id: 'lax-id-null',
    says: 'a null customer id matches the first customer',
    violates: byId('customer_id:type'),
    field: allow('customer_id', (value) => value === null),
    found: first,
  },
  {
    id: 'lax-external-id-any-type',
    says: 'an external id that is no string is left out of the query, so that the first customer matches',
    violates: byExternalId('external_customer_id:type'),
    field: allow('external_customer_id', noString),
    found: first,
  },
  {
    id: 'lax-external-id-null',
    says: 'a null external id matches the first customer',
    violates: byExternalId('external_customer_id:type'),
    field: allow('external_customer_id', (value) => value === null),
    found: first,
  },
  {
    id: 'lax-no-customer',
    says: 'without any id the first customer gets the session',
    violates: [...byId('customer_id:required'), ...byExternalId('external_customer_id:required')],
    errors: (errors, ask) =>
      (given(ask, 'customer_id') ?? given(ask, 'external_customer_id') ?? errors.length > 2) ? errors : [],
    found: first,
  },
  {
    id: 'lax-body-any-type',
    says: 'a body that is no object is read as an empty one, and the first customer gets the session',
    violates: request(':type'),
    errors: (errors, ask) => (isObject(ask.body) ? errors : []),
    found: first,
  },
  {
    id: 'lax-member-id-format',
    says: 'a member id that is no UUID is left out of account',
    violates: request('member_id@string:format'),
    reading: ignore('member_id', (value) => isString(value) && !/^[\w-]{36}$/.test(value)),
  },
  {
    id: 'lax-member-id-any-type',
    says: 'a member id that is no string is left out of account',
    violates: request('member_id:anyOf'),
    reading: ignore('member_id', noString),
  },
  {
    id: 'lax-external-member-id-any-type',
    says: 'an external member id that is no string is left out of account',
    violates: request('external_member_id:anyOf'),
    reading: ignore('external_member_id', noString),
  },
];
