import { request } from './clause-ids.ts';
import { allow, ignore, replace, rewrite } from './edits.ts';
import type { Row } from './fault.ts';

const isString = (value: unknown): value is string => typeof value === 'string';

const noString = (value: unknown): boolean => value !== undefined && value !== null && !isString(value);

const canParse = (value: unknown, base?: string): boolean => isString(value) && URL.canParse(value, base);

/** Return URLs that the contract refuses and the server accepts. */
export const laxReturnUrls: readonly Row[] = [
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
    field: allow(
      'return_url',
      (value) => isString(value) && value.length < 2084 && /^https?:\/*($|[?#/])/.test(value),
    ),
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
];
