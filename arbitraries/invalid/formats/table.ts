import { email, hostname, idnEmail, idnHostname, ipv4, ipv6 } from './internet.ts';
import { anyText, type FormatViolation } from './row.ts';
import { byte, jsonPointer, jsonPointerUriFragment, regex, relativeJsonPointer } from './text.ts';
import { date, dateTime, duration, time } from './time.ts';
import { iri, iriReference, uri, uriReference, uriTemplate } from './uri.ts';
import { uuid, uuid4 } from './uuid.ts';

const byFormat: Readonly<Record<string, FormatViolation[]>> = {
  date,
  time,
  'date-time': dateTime,
  'iso-time': time, // shorter spellings are in it, as ajv will say
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
};

/** The ways to break a format of texts, its own first; none where the format is only an annotation. */
export function formatViolations(format: string): FormatViolation[] {
  const own = Object.hasOwn(byFormat, format) ? byFormat[format] : undefined;
  return own === undefined ? [] : [...own, ...anyText];
}

/** OpenAPI's formats of numbers: the first number beyond each bound (OpenAPI Format Registry). */
export const numbersBeyond: Readonly<Record<string, readonly number[]>> = {
  int32: [2 ** 31, -(2 ** 31) - 1, 2 ** 53],
  int64: [2 ** 64, -(2 ** 64)],
};
