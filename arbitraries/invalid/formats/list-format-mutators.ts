import { getBelow, integerFormats } from '../../../spec/json-schema/formats/numbers.ts';
import { base64url, byte } from './byte.ts';
import { date, dateTime, time } from './date-time.ts';
import { duration } from './duration.ts';
import { email, idnEmail } from './email.ts';
import { anyFormat, type FormatMutator } from './format-mutator.ts';
import { hostname, idnHostname } from './hostname.ts';
import { httpDate } from './http-date.ts';
import { ipv4, ipv6 } from './ip-address.ts';
import { jsonPointer, jsonPointerUriFragment, relativeJsonPointer } from './json-pointer.ts';
import { regex } from './regex.ts';
import { iri, iriReference, uri, uriReference, uriTemplate } from './uri.ts';
import { uuid, uuid4 } from './uuid.ts';

const byFormat: Readonly<Record<string, FormatMutator[]>> = {
  date,
  time,
  'date-time': dateTime,
  'iso-time': time, // the results with a shorter offset are valid times of ISO 8601, and ajv discards them
  'iso-date-time': dateTime,
  duration,
  uri,
  'uri-reference': uriReference,
  'uri-template': uriTemplate,
  iri,
  'iri-reference': iriReference,
  url: uri,
  email,
  'idn-email': idnEmail,
  hostname,
  'idn-hostname': idnHostname,
  ipv4,
  ipv6,
  uuid,
  uuid4,
  'json-pointer': jsonPointer,
  'json-pointer-uri-fragment': jsonPointerUriFragment,
  'relative-json-pointer': relativeJsonPointer,
  regex,
  byte,
  base64url,
  'http-date': httpDate,
};

/**
 * Lists the mutators of a string format, specific ones before general ones; empty if the format is only an annotation.
 */
export function listFormatMutators(format: string): FormatMutator[] {
  const own = Object.hasOwn(byFormat, format) ? byFormat[format] : undefined;
  return own === undefined ? [] : [...own, ...anyFormat];
}

/** The numbers closest to the range of each numeric format but outside it (OpenAPI Format Registry). */
export const outOfRangeNumbers: Readonly<Record<string, readonly number[]>> = {
  ...Object.fromEntries(
    Object.entries(integerFormats).map(([name, range]) => [name, [range.above, getBelow(range)]]),
  ),
  int32: [2 ** 31, -(2 ** 31) - 1, 2 ** 53],
  int64: [2 ** 64, -(2 ** 64), 2 ** 63, -(2 ** 63) - 2 ** 11],
  float: [2 ** 128, -(2 ** 128)],
};
