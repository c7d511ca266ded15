import fc from 'fast-check';
import type { ValidContext } from '../../context.ts';
import { keeping } from '../../filter-with-limit.ts';
import { type Lengths, lengthOf } from '../../text.ts';
import { emails, hostnames, idnEmails, idnHostnames, ipv4s, ipv6s } from './internet.ts';
import { bytes, jsonPointers, regexes, relativePointers, uuid4s, uuids } from './names.ts';
import { dates, dateTimes, durations, isoDateTimes, isoTimes, times } from './times.ts';
import { iriReferences, iris, uriReferences, uris, uriTemplates } from './uris.ts';
import { fitsWeb, webUrls } from './web-urls.ts';

/** Texts of a format, and how one of them is made longer by so many characters without leaving the format. */
interface FormatTexts {
  texts(context: ValidContext): fc.Arbitrary<string>;
  grow?(text: string, by: number): string;
  /** What the context demands beyond the format, given the greatest length. */
  fits?(text: string, max: number): boolean;
}

const always = (texts: fc.Arbitrary<string>) => () => texts;
const append = (text: string, by: number): string => text + 'a'.repeat(by);
const prepend = (text: string, by: number): string => 'a'.repeat(by) + text;

const web: FormatTexts = { texts: always(webUrls), grow: append, fits: fitsWeb };

/** Every format that is asserted of texts, and how its texts are made. */
const table: Readonly<Record<string, FormatTexts>> = {
  date: { texts: always(dates) },
  time: { texts: times },
  'date-time': { texts: dateTimes },
  'iso-time': { texts: isoTimes },
  'iso-date-time': { texts: isoDateTimes },
  duration: { texts: always(durations) },
  uri: { texts: always(uris), grow: append },
  'uri-reference': { texts: always(uriReferences), grow: append },
  'uri-template': { texts: always(uriTemplates), grow: append },
  iri: { texts: always(iris), grow: append },
  'iri-reference': { texts: always(iriReferences), grow: append },
  url: web,
  email: { texts: always(emails), grow: prepend },
  'idn-email': { texts: always(idnEmails), grow: prepend },
  hostname: { texts: always(hostnames), grow: (text, by) => lengthened(text, by) },
  'idn-hostname': { texts: always(idnHostnames), grow: (text, by) => lengthened(text, by) },
  ipv4: { texts: always(ipv4s) },
  ipv6: { texts: always(ipv6s) },
  uuid: { texts: always(uuids) },
  uuid4: { texts: always(uuid4s) },
  'json-pointer': { texts: always(jsonPointers), grow: (text, by) => `/${append('', by - 1)}${text}` },
  'json-pointer-uri-fragment': {
    texts: always(jsonPointers.map((pointer) => `#${encoded(pointer)}`)),
    grow: append,
  },
  'relative-json-pointer': {
    texts: always(relativePointers),
    grow: (text, by) => (text.includes('/') ? append(text, by) : text),
  },
  regex: { texts: always(regexes), grow: append },
  byte: { texts: always(bytes), grow: (text, by) => 'AAAA'.repeat(Math.floor(by / 4)) + text },
};

const encoded = (pointer: string): string => encodeURIComponent(pointer).replaceAll('%2F', '/');

/** Puts whole labels before the name: a label has at most 63 characters. */
function lengthened(text: string, by: number): string {
  const labels = Math.ceil(by / 64);
  const room = by - labels; // a dot for each
  const label = (index: number) => 'a'.repeat(Math.floor(room / labels) + (index < room % labels ? 1 : 0));
  return by < 2 ? text : `${Array.from({ length: labels }, (_, index) => label(index)).join('.')}.${text}`;
}

/** Whether addresses in this context are those that a server must accept. */
export const isWeb = ({ direction, urls }: ValidContext): boolean =>
  (urls ?? (direction === 'request' ? 'web' : 'any')) === 'web';

/** The longest text that is grown to a greatest length. */
const LONGEST = 20_000;

/** Texts of a format within these lengths: all its optional parts, and the least and greatest lengths where it can grow. */
export function formatTexts(
  name: string,
  { min, max }: Lengths,
  context: ValidContext,
  giveUp: (reason: string) => Error,
): fc.Arbitrary<string> | undefined {
  const format = isWeb(context) && ['uri', 'iri', 'url'].includes(name) ? web : table[name];
  if (format === undefined) return undefined;
  const base = format.texts(context);
  const fits = (text: string) => {
    const length = lengthOf(text);
    return length >= min && length <= max && (format.fits?.(text, max) ?? true);
  };
  const { grow } = format;
  const edge = (length: number) => ({
    arbitrary: base.map((text) => {
      const steady = format.fits ? new URL(text).href : text;
      const by = length - lengthOf(steady);
      return grow === undefined || by <= 0 ? text : grow(steady, by);
    }),
    weight: 1,
  });
  const usual = [{ arbitrary: base, weight: 10 }, ...(min > 1 ? [edge(min)] : [])];
  const all = fc.oneof({ withCrossShrink: true }, ...usual, ...(max <= LONGEST ? [edge(max)] : []));
  return keeping(all, fits, () => giveUp(`hardly any ${name} has ${min} to ${max} characters`));
}
