import { parseUrl } from '../../spec/parse-url.ts';
import { mapAt } from '../transforms/json.ts';
import { acceptField, ignoreField, isString, isWrongType, mapRequestBody } from '../transforms/request.ts';
import { requestClauses } from './clause-ids.ts';
import type { FaultDefinition } from './fault.ts';

const canParse = (value: unknown, base?: string): boolean =>
  isString(value) && parseUrl(value, base) !== undefined;

/** Faults that accept invalid return URLs. */
export const laxReturnUrls: readonly FaultDefinition[] = [
  {
    id: 'lax-return-url-any-string',
    description: 'Any string is accepted as a return URL',
    violates: requestClauses('return_url@string:format'),
    field: acceptField('return_url', isString),
  },
  {
    id: 'lax-return-url-relative',
    description: 'A relative return URL is accepted',
    violates: requestClauses('return_url@string:format'),
    field: acceptField(
      'return_url',
      (value) => isString(value) && value !== '' && !canParse(value) && canParse(value, 'https://a.example'),
    ),
  },
  {
    id: 'lax-return-url-hostless',
    description: 'A return URL without a host is accepted',
    violates: requestClauses('return_url@string:format'),
    field: acceptField(
      'return_url',
      (value) => isString(value) && value.length < 2084 && /^https?:\/*($|[?#/])/.test(value),
    ),
  },
  {
    id: 'lax-return-url-spaces',
    description: 'Any string that starts with a scheme is accepted as a return URL',
    violates: requestClauses('return_url@string:format'),
    field: acceptField(
      'return_url',
      (value) => isString(value) && value.length < 2084 && /^[a-z]+:/i.test(value),
    ),
  },
  {
    id: 'lax-return-url-empty',
    description: 'An empty return URL is accepted',
    violates: requestClauses('return_url@string:minLength'),
    field: acceptField('return_url', (value) => value === ''),
  },
  {
    id: 'lax-return-url-unbounded',
    description: 'A return URL of any length is accepted',
    violates: requestClauses('return_url@string:maxLength'),
    settings: { maxUrlLength: Number.POSITIVE_INFINITY },
  },
  {
    id: 'lax-return-url-off-by-one',
    description: 'A return URL of 2,084 characters is accepted',
    violates: requestClauses('return_url@string:maxLength'),
    settings: { maxUrlLength: 2084 },
    rare: true,
  },
  {
    id: 'lax-return-url-4096',
    description: 'A return URL of up to 4,096 characters is accepted',
    violates: requestClauses('return_url@string:maxLength'),
    settings: { maxUrlLength: 4096 },
  },
  {
    id: 'lax-return-url-number',
    description: 'A number is accepted as a return URL',
    violates: requestClauses('return_url:anyOf'),
    field: acceptField('return_url', (value) => typeof value === 'number'),
    parsedBody: mapRequestBody(
      mapAt('return_url', (value) => (typeof value === 'number' ? `https://a.example/${value}` : value)),
    ),
  },
  {
    id: 'lax-return-url-any-type',
    description: 'A return URL that is not a string is ignored',
    violates: requestClauses('return_url:anyOf'),
    parsedBody: ignoreField('return_url', isWrongType),
  },
  {
    id: 'lax-return-url-false',
    description: 'A return URL of false or 0 is ignored',
    violates: requestClauses('return_url:anyOf'),
    parsedBody: ignoreField('return_url', (value) => value === false || value === 0),
    rare: true,
  },
];
