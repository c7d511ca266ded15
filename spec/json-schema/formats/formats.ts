import { isRegex } from '../regular-expressions/parse-regex.ts';
import { isEmail, isHostname, isIdnEmail, isIdnHostname, isIpv4, isIpv6 } from './internet.ts';
import { integerFormats, isInRange, MAX_FLOAT } from './numbers.ts';
import { isDate, isDateTime, isDuration, isHttpDate, isIsoDateTime, isIsoTime, isTime } from './time.ts';
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate, isUrl } from './uri.ts';

/**
 * A format with the type of value that it applies to, a test that runs in linear time, and the RFC that defines it.
 * `pattern` is set if a regular expression is the whole test.
 */
export type Format =
  | { name: string; type: 'string'; validate(value: string): boolean; rfc: string; pattern?: RegExp }
  | { name: string; type: 'number'; validate(value: number): boolean; rfc: string };

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const FRAGMENT_POINTER = /^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~[01])*)*$/i;
const RELATIVE_POINTER = /^(?:0|[1-9][0-9]*)(?:[+-][1-9][0-9]*)?(?:#|(?:\/(?:[^~/]|~[01])*)*)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Base64url with or without padding, which may be omitted (RFC 4648 section 3.2). */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/;

const acceptAll = (): boolean => true;

const fromPattern = (name: string, pattern: RegExp, rfc: string): Format => ({
  ...{ name, type: 'string', pattern, rfc },
  validate: (text: string) => pattern.test(text),
});

const isFloat = (value: number): boolean => Math.abs(value) <= MAX_FLOAT;

/**
 * The formats that are assertions: those of ajv-formats and `uuid4`. Where the grammar of an RFC differs from
 * ajv-formats, the RFC decides. Every other format is an annotation and accepts every value.
 */
export const formats: readonly Format[] = [
  { name: 'date', type: 'string', validate: isDate, rfc: 'RFC 3339 section 5.6' },
  { name: 'time', type: 'string', validate: isTime, rfc: 'RFC 3339 section 5.6' },
  { name: 'date-time', type: 'string', validate: isDateTime, rfc: 'RFC 3339 section 5.6' },
  { name: 'iso-time', type: 'string', validate: isIsoTime, rfc: 'ISO 8601' },
  { name: 'iso-date-time', type: 'string', validate: isIsoDateTime, rfc: 'ISO 8601' },
  { name: 'duration', type: 'string', validate: isDuration, rfc: 'RFC 3339 appendix A' },
  { name: 'uri', type: 'string', validate: isUri, rfc: 'RFC 3986 appendix A' },
  { name: 'uri-reference', type: 'string', validate: isUriReference, rfc: 'RFC 3986 section 4.1' },
  { name: 'uri-template', type: 'string', validate: isUriTemplate, rfc: 'RFC 6570 section 2' },
  { name: 'iri', type: 'string', validate: isIri, rfc: 'RFC 3987 section 2.2' },
  { name: 'iri-reference', type: 'string', validate: isIriReference, rfc: 'RFC 3987 section 2.2' },
  { name: 'url', type: 'string', validate: isUrl, rfc: 'WHATWG URL' },
  { name: 'email', type: 'string', validate: isEmail, rfc: 'RFC 5321 section 4.1.2' },
  { name: 'idn-email', type: 'string', validate: isIdnEmail, rfc: 'RFC 6531 section 3.3' },
  { name: 'hostname', type: 'string', validate: isHostname, rfc: 'RFC 1123 section 2.1' },
  { name: 'idn-hostname', type: 'string', validate: isIdnHostname, rfc: 'RFC 5890 section 2.3.2.3' },
  { name: 'ipv4', type: 'string', validate: isIpv4, rfc: 'RFC 2673 section 3.2' },
  { name: 'ipv6', type: 'string', validate: isIpv6, rfc: 'RFC 4291 section 2.2' },
  fromPattern('uuid', UUID, 'RFC 9562 section 4'),
  fromPattern('uuid4', UUID4, 'RFC 9562 section 5.4'),
  fromPattern('json-pointer', POINTER, 'RFC 6901 section 3'),
  fromPattern('json-pointer-uri-fragment', FRAGMENT_POINTER, 'RFC 6901 section 6'),
  fromPattern('relative-json-pointer', RELATIVE_POINTER, 'draft-bhutton-relative-json-pointer-00 section 3'),
  { name: 'regex', type: 'string', validate: isRegex, rfc: 'ECMA-262' },
  fromPattern('byte', BASE64, 'RFC 4648 section 4'),
  fromPattern('base64url', BASE64URL, 'RFC 4648 section 5'),
  { name: 'http-date', type: 'string', validate: isHttpDate, rfc: 'RFC 9110 section 5.6.7' },
  { name: 'binary', type: 'string', validate: acceptAll, rfc: 'OpenAPI Format Registry' },
  { name: 'password', type: 'string', validate: acceptAll, rfc: 'OpenAPI Format Registry' },
  ...Object.entries(integerFormats).map(
    ([name, range]): Format => ({
      ...{ name, type: 'number', rfc: 'OpenAPI Format Registry' },
      validate: (value: number) => isInRange(value, range),
    }),
  ),
  { name: 'float', type: 'number', validate: isFloat, rfc: 'OpenAPI Format Registry' },
  { name: 'double', type: 'number', validate: Number.isFinite, rfc: 'OpenAPI Format Registry' },
];

const byName = new Map(formats.map((format) => [format.name, format]));

/** Returns the definition of a format; undefined if the name is only an annotation, so that every value is valid. */
export const findFormat = (name: string): Format | undefined => byName.get(name);
