import { parseUrl } from '../../parse-url.ts';

type Test = (value: string) => boolean;

/** Removes what servers ignore, and replaces look-alike characters. */
const simplify = (value: string): string => value.normalize('NFKC').replaceAll('\0', '').trim();

const isNoUuid: Test = (value) => !/^[0-9a-f]{32}$/i.test(simplify(value).replace(/^urn:uuid:|[{}_-]/gi, ''));

/** Servers accept relative references too rarely to count, but repair what the WHATWG URL Standard repairs. */
const isNoUrl: Test = (value) => parseUrl(simplify(value).replaceAll('\\', '/')) === undefined;

const isNoEmail: Test = (value) => !/[^@]@[^@]/.test(value);

/** Whether month, day, hour or minute are out of range in a date that is written as RFC 3339 section 5.6 requires. */
const isImpossibleDate: Test = (value) => {
  const [, month = 1, day = 1, hour = 0, minute = 0] = (
    /^\d{4}-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d))?/.exec(value) ?? []
  ).map(Number);
  return !/\d/.test(value) || month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59;
};

const tests: Readonly<Record<string, Test>> = {
  uuid: isNoUuid,
  // another variant, and the max UUID, are rarely checked
  uuid4: (value) => isNoUuid(value) || /^.{8}-.{4}-[^4f].{3}-.{4}-.{12}$/i.test(value),
  uri: isNoUrl,
  iri: isNoUrl,
  email: isNoEmail,
  'idn-email': isNoEmail,
  date: isImpossibleDate,
  'date-time': isImpossibleDate,
};

/**
 * Whether a value that violates a format is not merely another spelling, which servers may accept or repair: the mutators
 * with the level SHOULD (`arbitraries/invalid/formats/`) create only such spellings. False for formats without a test.
 */
export const isCertainViolation = (format: string, value: unknown): boolean =>
  typeof value === 'string' && Object.hasOwn(tests, format) && tests[format]?.(value) === true;
