import fc from 'fast-check';
import { countCharacters } from '../../../spec/count-characters.ts';
import { filterWithLimit } from '../../filter-with-limit.ts';
import type { ValidContext } from '../../valid-context.ts';
import type { LengthRange } from '../string-length.ts';
import { base64Strings, base64UrlStrings } from './byte.ts';
import { dates, dateTimes, isoDateTimes, isoTimes, times } from './date-time.ts';
import { durations } from './duration.ts';
import { emails, idnEmails } from './email.ts';
import { hostnames, idnHostnames } from './hostname.ts';
import { httpDates } from './http-date.ts';
import { ipv4s, ipv6s } from './ip-address.ts';
import { jsonPointerFragments, jsonPointers, relativeJsonPointers } from './json-pointer.ts';
import { regexes } from './regex.ts';
import { iriReferences, iris, uriReferences, uris, uriTemplates } from './uri.ts';
import { uuid4s, uuids } from './uuid.ts';
import { isAcceptableWebUrl, webUrls } from './web-url.ts';

/** Strings of maximum length are only generated up to this length, because longer ones cost time and find no more. */
const MAX_EDGE_LENGTH = 20_000;

interface FormatDefinition {
  strings: fc.Arbitrary<string> | ((context: ValidContext) => fc.Arbitrary<string>);
  /** Adds this number of characters. Absent if strings of the format cannot have every length. */
  lengthen?(text: string, by: number): string;
  /** Whether a string meets requirements beyond the format, given the maximum length. */
  accepts?(text: string, maxLength: number): boolean;
}

const append = (text: string, by: number): string => text + 'a'.repeat(by);
const prepend = (text: string, by: number): string => 'a'.repeat(by) + text;
const prependSegment = (text: string, by: number): string => `/${append('', by - 1)}${text}`;
const prependBase64 = (text: string, by: number): string => 'AAAA'.repeat(Math.floor(by / 4)) + text;
const appendToPointer = (text: string, by: number): string => (text.includes('/') ? append(text, by) : text);

/** Prepends whole labels to a host name, because one label has at most 63 characters. */
function prependLabels(text: string, by: number): string {
  if (by < 2) return text;
  const labels = Math.ceil(by / 64);
  const characters = by - labels; // each new label is followed by a dot
  const getLength = (index: number) =>
    Math.floor(characters / labels) + (index < characters % labels ? 1 : 0);
  return `${Array.from({ length: labels }, (_, index) => 'a'.repeat(getLength(index))).join('.')}.${text}`;
}

const webUrl: FormatDefinition = { strings: webUrls, lengthen: append, accepts: isAcceptableWebUrl };

/** The generators of all formats that are assertions. */
const definitions: Readonly<Record<string, FormatDefinition>> = {
  date: { strings: dates },
  time: { strings: times },
  'date-time': { strings: dateTimes },
  'iso-time': { strings: isoTimes },
  'iso-date-time': { strings: isoDateTimes },
  duration: { strings: durations },
  uri: { strings: uris, lengthen: append },
  'uri-reference': { strings: uriReferences, lengthen: append },
  'uri-template': { strings: uriTemplates, lengthen: append },
  iri: { strings: iris, lengthen: append },
  'iri-reference': { strings: iriReferences, lengthen: append },
  url: webUrl,
  email: { strings: emails, lengthen: prepend },
  'idn-email': { strings: idnEmails, lengthen: prepend },
  hostname: { strings: hostnames, lengthen: prependLabels },
  'idn-hostname': { strings: idnHostnames, lengthen: prependLabels },
  ipv4: { strings: ipv4s },
  ipv6: { strings: ipv6s },
  uuid: { strings: uuids },
  uuid4: { strings: uuid4s },
  'json-pointer': { strings: jsonPointers, lengthen: prependSegment },
  'json-pointer-uri-fragment': { strings: jsonPointerFragments, lengthen: append },
  'relative-json-pointer': { strings: relativeJsonPointers, lengthen: appendToPointer },
  regex: { strings: regexes, lengthen: append },
  byte: { strings: base64Strings, lengthen: prependBase64 },
  base64url: { strings: base64UrlStrings, lengthen: prependBase64 },
  'http-date': { strings: httpDates },
};

/** Whether URIs are limited to web URLs, because every server has to accept those in requests. */
export const requiresWebUrls = ({ direction }: ValidContext): boolean => direction === 'request';

/**
 * Strings of a format, some of them of exactly the minimum or maximum length if the format allows it. Undefined if the
 * format is only an annotation.
 */
export function formatStrings(
  format: string,
  { min, max }: LengthRange,
  context: ValidContext,
  createError: (reason: string) => Error,
): fc.Arbitrary<string> | undefined {
  const definition = findDefinition(format, context);
  if (definition === undefined) return undefined;
  const strings = typeof definition.strings === 'function' ? definition.strings(context) : definition.strings;
  const ofLength = (length: number) => ({
    arbitrary: strings.map((text) => lengthenTo(definition, text, length)),
    weight: 1,
  });
  const candidates = fc.oneof(
    { withCrossShrink: true },
    { arbitrary: strings, weight: 10 },
    ...(min > 1 ? [ofLength(min)] : []),
    ...(max <= MAX_EDGE_LENGTH ? [ofLength(max)] : []),
  );
  const isValid = (text: string) => {
    const length = countCharacters(text);
    return length >= min && length <= max && (definition.accepts?.(text, max) ?? true);
  };
  return filterWithLimit(candidates, isValid, () =>
    createError(`fewer than 1 in 1,000 strings of format ${format} have ${min} to ${max} characters`),
  );
}

function findDefinition(format: string, context: ValidContext): FormatDefinition | undefined {
  const isUrl = ['uri', 'iri', 'url'].includes(format);
  return isUrl && requiresWebUrls(context) ? webUrl : definitions[format];
}

function lengthenTo({ lengthen, accepts }: FormatDefinition, text: string, length: number): string {
  // normalized before its length is measured, because normalization changes the length
  const base = accepts ? new URL(text).href : text;
  const by = length - countCharacters(base);
  return lengthen === undefined || by <= 0 ? text : lengthen(base, by);
}
